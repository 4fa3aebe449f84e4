# Every command first makes sure that what it needs is there; `make` alone lists them.
PY := .venv/bin/python
STAGE ?=
KEY ?=

.DEFAULT_GOAL := help
.PHONY: help setup run up down status tour test gallery explore check types bench bench-full deploy lock rotate distrust maintenance

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv with everything pinned
	@./local/setup.sh

run: setup ## start the local stage here; Ctrl-C stops it and keeps the data
	@exec $(PY) -m local run

up: setup ## start the local stage in the background
	@exec $(PY) -m local up

down: setup ## stop it
	@exec $(PY) -m local down

status: setup ## say whether it runs, and its addresses
	@exec $(PY) -m local status

tour: setup ## on the running stage: a county is rated, a resident turns yellow and green again; a case
	@exec $(PY) -m local tour

test: setup ## pass every test, in a browser too
	@exec $(PY) -m local test

gallery: setup ## pictures of every screen in four sizes and three languages, into .local/gallery
	@exec $(PY) -m local gallery

explore: setup ## search at random for what no test has tried: make explore MINUTES=10
	@exec $(PY) -m local explore $(MINUTES)

check: setup ## formatter, linter, types (the pages' too), import rules, private names, templates (checkov too)
	@exec $(PY) -m local check

types: setup ## make the pages' types of the API anew
	@exec $(PY) -m local types

bench: setup ## measure everything, as ratios; 15 minutes
	@exec $(PY) -m bench

bench-full: setup ## the same with the sizes that take longer, ten million people
	@exec $(PY) -m bench --full

deploy: setup ## to AWS: make deploy STAGE=staging
	@test -n "$(STAGE)" || { echo "Which stage? make deploy STAGE=staging (or prod)"; exit 1; }
	@$(PY) -m local pages
	@exec $(PY) -m infra.release $(STAGE)

lock: setup ## pin the requirements with hashes; UPGRADE=1 takes the newest
	@exec $(PY) -m local.lock $(if $(UPGRADE),--upgrade)

rotate: setup ## turn the signing keys, or what KEY names: make rotate STAGE=prod KEY=access
	@test -n "$(STAGE)" || { echo "Which stage? make rotate STAGE=staging (or prod, or local)"; exit 1; }
	@exec $(PY) -m infra.turning rotate $(STAGE) $(KEY)

distrust: setup ## end what strangers know: make distrust STAGE=prod KEY=health_code
	@test -n "$(STAGE)" && test -n "$(KEY)" || { echo "Which? make distrust STAGE=prod KEY=health_code"; exit 1; }
	@exec $(PY) -m infra.turning distrust $(STAGE) $(KEY) $(if $(KID),--kid $(KID)) $(if $(YES),--yes)

maintenance: setup ## nothing changes, codes are shown: make maintenance STAGE=prod ON=1 (ON=0 ends it, MINUTES=20)
	@test -n "$(STAGE)" || { echo "Which stage? make maintenance STAGE=prod ON=1"; exit 1; }
	@exec $(PY) -m infra.maintenance $(STAGE) $(if $(ON),$(if $(filter 0,$(ON)),off,on $(or $(MINUTES),60)))
