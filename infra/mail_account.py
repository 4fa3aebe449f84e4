"""The account by which a stage's own mail server is asked (MailServer in infra/stages.json): it stands in no file.

python -m infra.mail_account STAGE         reads user and password, a line each
"""

import sys

from infra import keys


def put(stage: str, user: str, password: str) -> None:
    """Puts both among the service's values; containers read them within a minute."""
    home = keys.home_of(stage)
    keys.put_values(home.client("secretsmanager"), home.settings()["SERVICE_SECRET"], mail_user=user, mail_key=password)


if __name__ == "__main__":
    put(sys.argv[1], sys.stdin.readline().strip(), sys.stdin.readline().strip())
