"""What is to be registered with the mainland provider of text messages, and the account by which we ask it.

    python -m infra.sms_templates list APPLICATION      the sentences that lack a template there
    python -m infra.sms_templates note APPLICATION CODE ID   notes the id that a sentence got
    python -m infra.sms_templates account STAGE         reads the account's id and key, a line each

What is listed goes into the provider's console as it is printed: kind, content. A sentence that was changed later is
listed again.
"""

import json
import sys

from chalicelib.notify import templates
from chalicelib.notify.texts import texted
from infra import keys
from infra.package import ROOT

FILE = ROOT / "chalicelib" / "notify" / "registered_templates.json"


def wanted() -> list[str]:
    """Codes of all that may go out by text message, for the person and for whom they file."""
    codes = texted()
    return [*codes, *(templates.DEPENDANT + code for code in codes if code.startswith("inbox_"))]


def lacking(application: str) -> list[str]:
    """Those of them that are not registered as they are now."""
    known = templates.registered(application)
    return [code for code in wanted() if code not in known]


def _note(application: str, code: str, template: str) -> None:
    stored = json.loads(FILE.read_text())
    stored.setdefault(application, {})[code] = [template, templates.digest_of(code)]
    FILE.write_text(json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def _account(stage: str, account: str, key: str) -> None:
    home = keys.home_of(stage)
    keys.put_values(home.client("secretsmanager"), home.settings()["SERVICE_SECRET"], sms_id=account, sms_key=key)


def _main(command: str, *given: str) -> None:
    if command == "list":
        for code in lacking(given[0]):
            kind = "验证码" if code == "sms_code" else "通知"
            print(f"{code}\t{kind}\t{templates.content_of(code)}")
    elif command == "note":
        _note(*given)
    elif command == "account":
        _account(given[0], sys.stdin.readline().strip(), sys.stdin.readline().strip())
    else:
        raise SystemExit(str(__doc__))


if __name__ == "__main__":
    _main(*sys.argv[1:])
