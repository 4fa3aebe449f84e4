import type { Description } from '../description'
import { errorTable } from '../errors'

export const words = {
  shortcuts: { begin: 'Log in', errors: 'Errors' },
  failed: 'The description could not be loaded. Check the network and open this page again.',
  whoMay: (roles: string[] | undefined) => (roles ? `Who may: ${roles.join(', ')}.` : 'Open to everybody: no token.'),
  again: 'Try again',
  search: 'Search',
}

/** What is said before the paths; each heading is an entry of the menu. */
export const guide = (description: Description): string => {
  const base = description.servers[0]!.url
  return `
Everything that the pages of this health code do, a program can do too: they call these same paths. Answers are JSON in
UTF-8, instants are RFC 3339 with an offset, days are calendar days in Beijing, regions are GB/T 2260 codes such as \`630102\`
or countries such as \`FR\`.

# Log in

A log-in takes two calls. First a code goes to the phone:

\`\`\`shell
curl -X POST '${base}/v1/login/codes' \\
  -H 'Content-Type: application/json' \\
  -d '{"phone": "13800000001"}'
\`\`\`

The answer has a \`challenge_id\`. With it and the six digits of the message:

\`\`\`shell
curl -X POST '${base}/v1/login/sessions' \\
  -H 'Content-Type: application/json' \\
  -d '{"challenge_id": "…", "code": "123456"}'
\`\`\`

\`access_token\` is good for 15 minutes. Send it with every call as \`Authorization: Bearer …\`; the examples below take it
from \`KANGMA_TOKEN\`. \`refresh_token\` works **once** and brings the next two. The whole of it in Python:

\`\`\`python
import requests

BASE = "${base}"


def log_in(phone: str) -> dict:
    sent = requests.post(f"{BASE}/v1/login/codes", json={"phone": phone}, timeout=10)
    sent.raise_for_status()
    wanted = {"challenge_id": sent.json()["challenge_id"], "code": input("Code: ")}
    answer = requests.post(f"{BASE}/v1/login/sessions", json=wanted, timeout=10)
    answer.raise_for_status()
    return answer.json()


def renew(session: dict) -> dict:
    token = {"refresh_token": session["refresh_token"]}
    answer = requests.post(f"{BASE}/v1/login/sessions/refresh", json=token, timeout=10)
    answer.raise_for_status()
    return answer.json()
\`\`\`

Staff log in at the same path with \`login\`, \`password\` and \`totp\`. Partners have no log-in: they sign each message (RFC 9421).

# First calls

| step | call |
| --- | --- |
| 1. apply for a person | [\`POST /v1/people\`](#tag/people/operation/register_person) |
| 2. declare; the answer has the colour | [\`POST /v1/people/{person_id}/declarations\`](#tag/declarations/operation/make_declaration) |
| 3. fetch the code to show | [\`GET /v1/people/{person_id}/code\`](#tag/codes/operation/show_code) |
| 4. check it at a gate | [\`POST /v1/codes/verify\`](#tag/gates/operation/verify_code) |

# Repeating a request

Send an \`Idempotency-Key\` (a UUID of your own) with each POST, and the same one when you send it again because no answer
came: nothing is done twice within 24 hours. The same key with another body is refused as \`idempotency_conflict\`.

Lists come in parts, as long as \`limit\` says; \`next_cursor\` goes into \`cursor\` for the next one and is null at the end.
\`Accept-Language\` chooses the language of sentences: \`zh-CN\`, \`en\`, \`ja\`, \`ko\`, \`fr\`, \`es\`, \`ru\` or \`ar\`; what only staff read is in
Chinese or English. A phone number without a country is a Chinese one.

# Errors

Every refusal has one shape (RFC 9457, \`application/problem+json\`). Go by \`code\`: it never changes; \`detail\` is a sentence
for people, in their language. \`errors\` names the fields, each with a code and a sentence of its own. Where \`Retry-After\` is
given, wait that many seconds.

${errorTable(description, ['status', 'code', 'what it says', 'send again?'], { later: 'yes, after `Retry-After`', change: 'not as it is' })}
`
}
