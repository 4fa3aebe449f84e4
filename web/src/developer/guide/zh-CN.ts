import type { Description } from '../description'
import { errorTable } from '../errors'

export const words = {
  shortcuts: { begin: '登录', errors: '错误' },
  failed: '说明没有打开。请检查网络，再打开一次。',
  again: '再试一次',
  search: '搜索',
  whoMay: (roles: string[] | undefined) => (roles ? `谁可以用：${roles.join('、')}。` : '谁都可以用，不用令牌。'),
}

/** 路径之前的说明；每个标题都是菜单里的一项。 */
export const guide = (description: Description): string => {
  const base = description.servers[0]!.url
  return `
康码的网页能做的，程序也能做：网页调用的就是这些接口。回答是 UTF-8 的 JSON；时刻按 RFC 3339，带时差；日期是北京的日历日；
地区是 GB/T 2260 代码（例如 \`630102\`），国家是两个字母（例如 \`FR\`）。数据格式里各项的说明只有英文。

# 登录

登录要调用两次。先把验证码发到手机：

\`\`\`shell
curl -X POST '${base}/v1/login/codes' \\
  -H 'Content-Type: application/json' \\
  -d '{"phone": "13800000001"}'
\`\`\`

回答里有 \`challenge_id\`。再用它和短信里的 6 位数字：

\`\`\`shell
curl -X POST '${base}/v1/login/sessions' \\
  -H 'Content-Type: application/json' \\
  -d '{"challenge_id": "…", "code": "123456"}'
\`\`\`

\`access_token\` 15 分钟内有效，每次调用都带上 \`Authorization: Bearer …\`；下面的例子从 \`KANGMA_TOKEN\` 里取。
\`refresh_token\` **只能用一次**，用它换来下一对。用 Python 写全：

\`\`\`python
import requests

BASE = "${base}"


def log_in(phone: str) -> dict:
    sent = requests.post(f"{BASE}/v1/login/codes", json={"phone": phone}, timeout=10)
    sent.raise_for_status()
    wanted = {"challenge_id": sent.json()["challenge_id"], "code": input("验证码：")}
    answer = requests.post(f"{BASE}/v1/login/sessions", json=wanted, timeout=10)
    answer.raise_for_status()
    return answer.json()


def renew(session: dict) -> dict:
    token = {"refresh_token": session["refresh_token"]}
    answer = requests.post(f"{BASE}/v1/login/sessions/refresh", json=token, timeout=10)
    answer.raise_for_status()
    return answer.json()
\`\`\`

工作人员在同一个接口用 \`login\`、\`password\`、\`totp\` 登录。合作方不登录，每条消息都签名（RFC 9421）。

# 头几次调用

| 步骤 | 接口 |
| --- | --- |
| 1. 申领 | [\`POST /v1/people\`](#tag/people/operation/register_person) |
| 2. 填报，回答里就有颜色 | [\`POST /v1/people/{person_id}/declarations\`](#tag/declarations/operation/make_declaration) |
| 3. 取要亮的码 | [\`GET /v1/people/{person_id}/code\`](#tag/codes/operation/show_code) |
| 4. 在检查点查验 | [\`POST /v1/codes/verify\`](#tag/gates/operation/verify_code) |

# 重发请求

每个 POST 都带上 \`Idempotency-Key\`（自己生成的 UUID）；没收到回答要重发时用同一个：24 小时内不会做两遍。
同一个键配不同的内容会被拒绝：\`idempotency_conflict\`。

列表一段一段地给，\`limit\` 是一段多长；把 \`next_cursor\` 放进 \`cursor\` 取下一段，到头时是 null。
\`Accept-Language\` 决定句子的语言：\`zh-CN\`、\`en\`、\`ja\`、\`ko\`、\`fr\`、\`es\`、\`ru\` 或 \`ar\`；只给工作人员看的句子只有中文和英文。不带国家号的手机号按中国的算。

# 错误

所有拒绝都是一种样子（RFC 9457，\`application/problem+json\`）。程序看 \`code\`，它不会变；\`detail\` 是给人看的句子。
\`errors\` 写明是哪些字段。有 \`Retry-After\` 时，等这么多秒。

${errorTable(description, ['状态', '代码', '句子', '能重发吗'], { later: '等 `Retry-After` 后可以', change: '要改了再发' })}
`
}
