#!/bin/sh
# Makes .venv with everything pinned, and makes it again only when the pins change.
# It is a shell script because there may be no Python yet that could run anything of ours.
set -eu
cd "$(dirname "$0")/.."

usable() {
    # Chalice packages for Lambda's 3.12 and 3.13.
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${KANGMA_PYTHON:-}" python3.13 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3 \
        "$HOME"/.local/share/uv/python/cpython-3.13*/bin/python3 \
        "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/python/3.13*/bin/python3 \
        "$HOME"/.local/share/mise/installs/python/3.13*/bin/python3 \
        /opt/homebrew/bin/python3.13 /usr/local/bin/python3.13 \
        python3 python3.12 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12*/bin/python3 \
        "$HOME"/.local/share/uv/python/cpython-3.12*/bin/python3 \
        "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/python/3.12*/bin/python3 \
        "$HOME"/.local/share/mise/installs/python/3.12*/bin/python3; do
        if [ -n "$candidate" ] && usable "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

pins=$(cksum <requirements-dev.txt)
if [ "$(cat .venv/.pins 2>/dev/null)" = "$pins" ]; then
    exit 0
fi
if ! [ -x .venv/bin/python ] || ! usable .venv/bin/python; then
    if ! python=$(find_python); then
        echo "Kangma needs Python 3.12 or 3.13 with venv: install it (python.org, pyenv, uv) and try again." >&2
        exit 1
    fi
    echo "  making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "  installing pinned requirements (once)"
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt \
    >.venv/pip.log 2>&1; then
    tail -n 5 .venv/pip.log >&2
    echo "The requirements could not be installed; .venv/pip.log has all of it." >&2
    exit 1
fi
echo "$pins" >.venv/.pins
