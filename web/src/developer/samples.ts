import { sample } from 'openapi-sampler'
import type { Description, Operation, Sample } from './description'

/** Bodies that no schema tells, because which fields go together is a rule: shown as the rule has it. */
export const BODIES: Record<string, object> = {
  request_code: { phone: '13800000001' },
  log_in: { challenge_id: 'from the answer to POST /v1/login/codes', code: '123456' },
  make_declaration: { temperature: 36.5, symptoms: [], contact: { kind: 'none' }, test: { result: 'none' }, location: '630102' },
}

/** The body to send: what is required; undefined where there is none. */
export function bodyOf(operation: Operation, description: Description): unknown {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (!schema) return undefined
  return BODIES[operation.operationId] ?? sample(schema, { skipNonRequired: true, quiet: true }, description)
}

/** A JSON value as Python writes it. */
export function python(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indent}    `
  const list = Array.isArray(value)
  const parts = list ? value.map((each) => python(each, deeper)) : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${python(each, deeper)}`)
  if (!parts.length) return list ? '[]' : '{}'
  return `${list ? '[' : '{'}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${list ? ']' : '}'}`
}

/** One word of a shell, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

interface Call {
  method: string
  url: string
  media: string
  token: boolean
  key: boolean
  body: unknown
}

const mediaOf = (operation: Operation) =>
  Object.keys(Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1].content ?? { 'application/json': {} })[0]!

function curl({ method, url, media, token, key, body }: Call): string {
  const parts = [`curl -X ${method.toUpperCase()} ${quoted(url)}`]
  if (token) parts.push(`-H "Authorization: Bearer $KANGMA_TOKEN"`)
  if (key) parts.push(`-H "Idempotency-Key: $(uuidgen)"`)
  if (media !== 'application/json') parts.push(`-H ${quoted(`Accept: ${media}`)} -o answer`)
  if (body !== undefined) parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body, null, 2))}`)
  return parts.join(' \\\n  ')
}

function pythonHeaders({ token, key, media }: Call): string[] {
  const headers: string[] = []
  if (token) headers.push(`"Authorization": f"Bearer {os.environ['KANGMA_TOKEN']}"`)
  if (key) headers.push(`"Idempotency-Key": str(uuid.uuid4())`)
  if (media !== 'application/json') headers.push(`"Accept": ${JSON.stringify(media)}`)
  return headers
}

function requests(call: Call): string {
  const imports = [call.token && 'import os', call.key && 'import uuid'].filter(Boolean).join('\n')
  const headers = pythonHeaders(call)
  const given = [JSON.stringify(call.url)]
  if (headers.length) given.push(`headers={${headers.join(', ')}}`)
  if (call.body !== undefined) given.push(`json=${python(call.body, '    ')}`)
  given.push('timeout=10')
  const answer = `answer = requests.${call.method}(\n${given.map((each) => `    ${each},\n`).join('')})\nanswer.raise_for_status()`
  const shown = call.media === 'application/json' ? 'print(answer.json() if answer.content else answer.status_code)' : 'print(len(answer.content), "bytes")'
  return `${imports ? `${imports}\n\n` : ''}import requests\n\n${answer}\n${shown}`
}

/** How to call an operation, as a command and as a program. */
export function samplesOf(method: string, path: string, operation: Operation, description: Description): Sample[] {
  const call: Call = {
    method,
    url: description.servers[0]!.url + path,
    media: mediaOf(operation),
    token: Boolean(operation.security?.length),
    key: operation.parameters.some((each) => each.name === 'Idempotency-Key'),
    body: bodyOf(operation, description),
  }
  return [
    { lang: 'Shell', label: 'curl', source: curl(call) },
    { lang: 'Python', label: 'Python', source: requests(call) },
  ]
}
