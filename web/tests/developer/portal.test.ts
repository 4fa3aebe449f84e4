import { describe, expect, it } from 'vitest'
import type { Description, Operation } from '../../src/developer/description'
import { type Catalogue, translated } from '../../src/developer/catalogue'
import { errorTable } from '../../src/developer/errors'
import { guide as english, words as englishWords } from '../../src/developer/guide/en'
import { guide as chinese } from '../../src/developer/guide/zh-CN'
import { plain, portal } from '../../src/developer/portal'
import { python } from '../../src/developer/samples'
import { withoutProgram } from '../../src/developer/trust'

const problem = (status: number, code: string) => ({
  description: code,
  content: { 'application/problem+json': { examples: { [code]: { value: { status, code, detail: `A sentence about ${code}.` } } } } },
})

const operation = (given: Partial<Operation>): Operation => ({
  operationId: 'register_person',
  tags: ['people'],
  summary: 'Applies for a person: `entry` says how.',
  parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
  responses: { 201: { content: { 'application/json': {} } } },
  ...given,
})

const description = (methods: Record<string, Operation>): Description => ({
  info: { title: 'Kangma', version: '1' },
  servers: [{ url: '.' }],
  paths: { '/v1/people': methods },
  components: {
    schemas: { NewPerson: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, address: { type: 'string' } } } },
    responses: { TooManyRequests: problem(429, 'too_many_requests'), BadRequest: problem(400, 'invalid_request') },
  },
})

const shown = (given: Partial<Operation>) =>
  portal(description({ post: operation(given) }), 'https://api.example', english, { whoMay: englishWords.whoMay }).paths['/v1/people']!.post!

describe('an operation on the page for developers', () => {
  const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/NewPerson' } } } }

  it('is called in words and says who may', () => {
    expect(shown({ 'x-roles': ['gate', 'resident'] })).toMatchObject({
      summary: 'Register person',
      description: 'Applies for a person: `entry` says how.\n\nWho may: gate, resident.',
    })
    expect(shown({}).description).toContain('Open to everybody')
  })

  it('has an example of what is required, as a command and as a program', () => {
    const [curl, program] = shown({ requestBody: body, security: [{ bearer: [] }] })['x-codeSamples']!
    expect(curl!.source).toBe(
      `curl -X POST 'https://api.example/v1/people' \\\n  -H "Authorization: Bearer $KANGMA_TOKEN" \\\n  -H "Idempotency-Key: $(uuidgen)" \\\n  -H 'Content-Type: application/json' \\\n  -d '{\n  "name": "string"\n}'`,
    )
    expect(program!.source).toContain('import os\nimport uuid\n\nimport requests')
    expect(program!.source).toContain('"name": "string"')
    expect(program!.source).not.toContain('address')
  })

  it('asks for no token where none is needed, and for a picture where one is answered', () => {
    const [curl] = shown({ responses: { 200: { content: { 'image/png': {} } } } })['x-codeSamples']!
    expect(curl!.source).not.toContain('Authorization')
    expect(curl!.source).toContain("-H 'Accept: image/png' -o answer")
  })
})

describe('values in Python', () => {
  it.each([
    [null, 'None'],
    [true, 'True'],
    [36.5, '36.5'],
    ['say "no"', '"say \\"no\\""'],
    [[], '[]'],
    [{ a: [false] }, '{\n    "a": [\n        False,\n    ],\n}'],
  ])('%j is %s', (value, text) => {
    expect(python(value)).toBe(text)
  })
})

describe('a schema as it is read', () => {
  it('has no "or null", and a field called title stays', () => {
    const schema = { type: 'object', title: 'Made', properties: { title: { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }], default: null, title: 'Title' } } }
    expect(plain(schema)).toEqual({ type: 'object', properties: { title: { type: 'string', maxLength: 9 } } })
  })

  it('keeps several kinds, and a default that says something', () => {
    expect(plain({ anyOf: [{ type: 'string' }, { type: 'integer' }], default: 'login' })).toEqual({ anyOf: [{ type: 'string' }, { type: 'integer' }], default: 'login' })
  })
})

describe('the guide', () => {
  it('has a row for each refusal, in the order of the statuses, and says which may be sent again', () => {
    const rows = errorTable(description({}), ['status', 'code', 'says', 'again'], { later: 'later', change: 'no' }).split('\n')
    expect(rows.slice(2)).toEqual([
      '| 400 | `invalid_request` | A sentence about invalid_request. | no |',
      '| 429 | `too_many_requests` | A sentence about too_many_requests. | later |',
    ])
  })

  it('has the same sections and the same commands in both languages', () => {
    const given = { ...description({}), servers: [{ url: 'https://api.example' }] }
    const [one, other] = [english(given), chinese(given)]
    const count = (text: string, what: RegExp) => [...text.matchAll(what)].length
    for (const what of [/^# /gm, /^```shell$/gm, /^```python$/gm, /#tag\/\w+\/operation\/\w+/g]) expect(count(other, what)).toBe(count(one, what))
    expect(count(one, /https:\/\/api\.example/g)).toBeGreaterThan(2)
  })
})

describe('the description in another language', () => {
  const words: Catalogue = {
    groups: { Begin: '开始' },
    tags: { people: ['人员', '申领。'] },
    operations: { register_person: ['申领健康码', '一个证件一条记录。'] },
    answers: { invalid_request: '请求有误' },
    headers: { Seconds: '秒' },
    problems: { invalid_request: '没有填对。' },
    roles: {},
    viewer: {},
  }
  const given: Description = {
    ...description({ post: operation({}), get: operation({ operationId: 'list_people', summary: 'The people.' }) }),
    tags: [{ name: 'people', 'x-displayName': 'People', description: 'Applying.' }],
    'x-tagGroups': [{ name: 'Begin', tags: ['people'] }],
  }
  given.components.responses.TooManyRequests!.headers = { 'Retry-After': { description: 'Seconds' } }
  const said = translated(given, words)

  it('has the catalogue’s titles and sentences, and keeps what it has none for', () => {
    expect([said.tags, said['x-tagGroups']]).toEqual([[{ name: 'people', 'x-displayName': '人员', description: '申领。' }], [{ name: '开始', tags: ['people'] }]])
    const shown = portal(said, 'https://api.example', chinese, { whoMay: () => '' }).paths['/v1/people']!
    expect([shown.post!.summary, shown.get!.summary]).toEqual(['申领健康码', 'List people'])
    expect(shown.post!.description).toContain('一个证件一条记录。')
  })

  it('has the refusals in its words, in the table too', () => {
    expect(said.components.responses.BadRequest!.description).toBe('请求有误')
    expect(said.components.responses.TooManyRequests!.headers!['Retry-After']!.description).toBe('秒')
    expect(errorTable(said, ['a'], { later: '', change: '' })).toContain('没有填对。')
    expect(errorTable(given, ['a'], { later: '', change: '' })).toContain('A sentence about invalid_request.')
  })
})

describe('markup', () => {
  it.each(['<p>words &lt;script&gt;</p>', '<a href="#tag/login">one = two</a>'])('%s is let through', (text) => {
    expect(withoutProgram(text)).toBe(text)
  })

  it.each(['<script>x</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">', '<iframe src="x">'])('%s is refused', (text) => {
    expect(() => withoutProgram(text)).toThrow(TypeError)
  })
})
