/** The state and the rules of the development API: a few, enough to see every screen. */
type Json = Record<string, unknown>

export interface World {
  people: Json[]
  declarations: Json[]
}

export interface FakeRequest {
  method: string
  path: string
  body: Json
  english: boolean
}

export interface FakeAnswer {
  status: number
  body?: unknown
}

const TOKEN =
  'HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH-R6IOOK.IR9B+9D%E9VS4MIW8PSA3/7X/KQ96/-KKTCY73JC3QHE.8DPED58A4WJCT3EHS8WJC0FDC:5AIA%G7X+AQB9746HS80:54IBQF60R6$A80X6S1BTYACG6M+9XG8KIAWNA91AY%67092L4WJCT3EHS8XJC +DXJCCWENF6OF63W5NW6'

export const blankWorld = (): World => ({ people: [], declarations: [] })

const problem = (status: number, code: string, detail: string, errors: Json[] = []): FakeAnswer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail, errors },
})

const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString()
const day = (shift: number) => hours(24 * shift).slice(0, 10)
const tokens = () => ({ access_token: 'a', access_expires_at: hours(0.25), refresh_token: `r${Math.random()}`, account: { id: '1' } })

function codeOf(world: World, english: boolean): Json {
  const last = world.declarations[0] as { temperature: number; symptoms: string[]; contact: Json } | undefined
  const ill = last && (last.temperature >= 37.3 || last.symptoms.some((name) => !['fatigue', 'diarrhea'].includes(name)))
  const near = last && ['confirmed', 'suspected'].includes(String(last.contact.kind))
  const colour = !last ? null : ill && near ? 'red' : ill || near ? 'yellow' : 'green'
  const holds = []
  if (ill) holds.push({ rule: 'symptom', text: english ? 'You declared a fever or a cough.' : '你填报了发热或咳嗽。', since: day(-2), clears_on: day(5), checkins_required: 7, checkins_done: 2 })
  if (near) holds.push({ rule: 'contact.declared', text: english ? 'You declared contact with someone who is ill.' : '你填报接触过病人，工作人员正在核实。', since: day(-3), clears_on: colour === 'red' ? null : day(4), checkins_required: 14, checkins_done: 3 })
  return {
    person_id: 'p1', scheme: 'domestic', colour, grade: colour && { green: '00', yellow: '01', red: '10' }[colour], holds,
    checkin: { required: holds.length > 0, done_today: holds.length > 0 && world.declarations.length % 2 === 1, streak: holds.length ? 3 : 0 },
    valid_until: null, expired: false, rules_version: '1', updated_at: last ? hours(0) : null,
    token: last ? TOKEN : null, token_expires_at: last ? hours(24) : null,
  }
}

function verify(body: Json, english: boolean): FakeAnswer {
  const token = String(body.token)
  const failed = (reason: string): FakeAnswer => ({ status: 200, body: { valid: false, reason, colour: null, certification: null, name_masked: null, document_last4: null, issued_at: null, expires_at: null, checked_at: hours(0), live: false, presentation: null } })
  if (!token.startsWith('HC1')) return failed('not_a_health_code')
  if (token.startsWith('HC1:EXPIRED')) return failed('expired')
  const colour = { Y: 'yellow', R: 'red' }[token.charAt(4)] ?? 'green'
  return { status: 200, body: { valid: true, reason: null, colour, certification: colour === 'yellow' ? 'pending' : 'certified', name_masked: english ? '张**' : '张**', document_last4: '002X', issued_at: hours(-1), expires_at: hours(23), checked_at: hours(0), live: true, presentation: token.length > 60 ? 'device' : 'copy' } }
}

/** Answers one request of the pages. */
export function handle(world: World, { method, path, body, english }: FakeRequest): FakeAnswer {
  const call = `${method} ${path.replace(/\/people\/[^/]+/, '/people/:id')}`
  switch (call) {
    case 'POST /login/codes':
      return { status: 202, body: { challenge_id: 'c1', expires_at: hours(0.08), resend_after: hours(1 / 60) } }
    case 'POST /login/sessions':
      if (body.code !== undefined && body.code !== '123456') {
        const detail = english ? 'These are not the digits from the message. You have 4 more tries.' : '这不是短信里的数字。还可以试 4 次。'
        return problem(401, 'invalid_code', detail, [{ field: 'code', code: 'wrong', detail }])
      }
      return { status: 201, body: tokens() }
    case 'POST /login/sessions/refresh':
      return { status: 201, body: tokens() }
    case 'GET /people':
      return { status: 200, body: { items: world.people, next_cursor: null } }
    case 'POST /people': {
      const document = body.document as { number: string; type: string }
      const person = { id: 'p1', relation: 'self', name: body.name, name_masked: String(body.name).slice(0, 1) + '**', document: { type: document.type, last4: document.number.slice(-4) }, residence: body.residence, certification: 'pending' }
      world.people = [person]
      return { status: 201, body: person }
    }
    case 'POST /people/:id/declarations': {
      const declaration = { ...body, id: String(Math.random()), at: hours(0), filed_by: 'self' }
      world.declarations.unshift(declaration)
      return { status: 201, body: { declaration, code: codeOf(world, english) } }
    }
    case 'GET /people/:id/declarations':
      return { status: 200, body: { items: world.declarations, next_cursor: null } }
    case 'GET /people/:id/code':
      return { status: 200, body: codeOf(world, english) }
    case 'POST /codes/verify':
      return verify(body, english)
    case 'GET /me/messages':
      return { status: 200, body: { items: [{ id: '1', at: hours(-20), text: english ? 'Your colour is now green.' : '你的码变成了绿码。' }] } }
    case 'PUT /me/password':
    case 'DELETE /login/sessions':
      return { status: 204 }
    case 'DELETE /people/:id':
      return problem(409, 'conflict', english ? 'You are under observation until Thursday 12 March. You can delete your data after that.' : '你正在观察，到3月12日星期四结束。之后就可以删除资料。')
    default:
      return problem(404, 'not_found', english ? 'There is nothing here.' : '这里什么也没有。')
  }
}
