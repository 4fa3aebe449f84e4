/** The state and the rules of the development API: a few, enough to see every screen. Shapes are the contract's. */
import type { Challenge, Code, Declaration, Hold, Message, NewDeclaration, NewPerson, OneSession, Person, Session, Verified } from '../src/shared/api/generated.ts'

type Json = Record<string, unknown>

export interface World {
  people: Person[]
  declarations: Declaration[]
  sessions: OneSession[]
  /** Whether the person has shown that it is them; the log-in of this API shows nothing, so that the dialog is seen. */
  proved: boolean
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

export const blankWorld = (): World => ({ people: [], declarations: [], sessions: [sessionOf('s1', 'Android · Chrome', '西宁', true), sessionOf('s2', 'iPhone · WeChat', '兰州', false), sessionOf('s3', null, null, false)], proved: false })

const sessionOf = (id: string, device: string | null, place: string | null, current: boolean): OneSession => ({
  id, device, place, current, started_at: new Date(Date.now() - 86_400_000).toISOString(), last_used_at: new Date(Date.now() - 3_600_000).toISOString(),
})

const problem = (status: number, code: string, detail: string, errors: Json[] = []): FakeAnswer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail, errors },
})

const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString()
const day = (shift: number) => hours(24 * shift).slice(0, 10)
const tokens = (): Session => ({ access_token: 'a', access_expires_at: hours(0.25), refresh_token: `r${Math.random()}`, session_id: 's1', account: { id: '1', roles: ['resident'], region: '' } })

const byThemself = (english: boolean, shift: number) => ({ reported_by: english ? 'your own declaration' : '您本人填报', known_at: hours(24 * shift) })

function codeOf(world: World, english: boolean): Code {
  const last = world.declarations[0]
  const ill = last && (last.temperature >= 37.3 || last.symptoms.some((name) => !['fatigue', 'diarrhea'].includes(name)))
  const near = last && ['confirmed', 'suspected'].includes(String(last.contact.kind))
  const colour = !last ? null : ill && near ? 'red' : ill || near ? 'yellow' : 'green'
  const holds: Hold[] = []
  if (ill) holds.push({ rule: 'symptom', text: english ? 'You declared a fever or a cough.' : '你填报了发热或咳嗽。', since: day(-2), clears_on: day(5), checkins_required: 7, checkins_done: 2, decision_ref: null, ...byThemself(english, -2) })
  if (near) holds.push({ rule: 'contact.declared', text: english ? 'You declared contact with someone who is ill.' : '你填报接触过病人，工作人员正在核实。', since: day(-3), clears_on: colour === 'red' ? null : day(4), checkins_required: 14, checkins_done: 3, decision_ref: null, ...byThemself(english, -3) })
  return {
    person_id: 'p1', scheme: 'domestic', colour, grade: colour && ({ green: '00', yellow: '01', red: '10' } as const)[colour], holds,
    checkin: { required: holds.length > 0, done_today: holds.length > 0 && world.declarations.length % 2 === 1, streak: holds.length ? 3 : 0, abnormal_today: false },
    valid_until: null, expired: false, rules_version: '1', updated_at: hours(0), certification: 'pending',
    name_masked: world.people[0]?.name_masked ?? '', document_last4: world.people[0]?.document.last4 ?? '', pass_text: '', withheld: false,
    token: last ? TOKEN : null, token_expires_at: last ? hours(24) : null,
  }
}

function verify(body: Json): FakeAnswer {
  const token = String(body.token)
  const nothing: Verified = { valid: false, reason: null, colour: null, certification: null, name_masked: null, document_last4: null, scheme: null, issued_at: null, expires_at: null, checked_at: hours(0), live: false, presentation: null }
  const failed = (reason: string): FakeAnswer => ({ status: 200, body: { ...nothing, reason } })
  if (!token.startsWith('HC1')) return failed('not_a_health_code')
  if (token.startsWith('HC1:EXPIRED')) return failed('expired')
  const colour = ({ Y: 'yellow', R: 'red' } as const)[token.charAt(4)] ?? 'green'
  const found: Verified = {
    ...nothing, valid: true, colour, certification: colour === 'yellow' ? 'pending' : 'certified', name_masked: '张**', document_last4: '002X', scheme: 'domestic',
    issued_at: hours(-1), expires_at: hours(23), live: true, presentation: token.length > 60 ? 'device' : 'copy',
  }
  return { status: 200, body: found }
}

function personOf({ document, entry, scheme, name, residence }: NewPerson): Person {
  const last4 = document.number.slice(-4)
  return {
    id: 'p1', relation: 'self', entry, scheme, schemes: [scheme], name, name_masked: `${name.slice(0, 1)}**`, residence: residence ?? null, certification: 'pending',
    document: { type: document.type, number_masked: `****${last4}`, last4, country: null, expires_on: null },
    birth_date: null, sex: null, nationality: null, address: null, waiting: null, name_fixed: false, number_fixed: false, dependant_reason: null, created_at: hours(0),
  }
}

const declared = ({ temperature, symptoms, contact, test, location, stays }: NewDeclaration): Declaration => ({
  id: String(Math.random()), at: hours(0), filed_by: 'self', annulled: null, temperature, symptoms, location, stays: stays ?? [],
  contact: { kind: contact.kind, on: contact.on ?? null }, test: { result: test.result, on: test.on ?? null },
})

const message = (english: boolean): Message => ({
  id: '1', at: hours(-20), kind: 'colour', person_id: 'p1', text: english ? 'Your colour is now green.' : '你的码变成了绿码。', delivery: null, email: null, push: null, wechat: null,
})

/** Answers one request of the pages. */
export function handle(world: World, { method, path, body, english }: FakeRequest): FakeAnswer {
  const call = `${method} ${path.replace(/\/people\/[^/]+/, '/people/:id')}`
  switch (call) {
    case 'POST /login/codes':
      return { status: 202, body: { challenge_id: 'c1', expires_at: hours(0.08), resend_after: hours(1 / 60) } satisfies Challenge }
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
      world.people = [personOf(body as unknown as NewPerson)]
      return { status: 201, body: world.people[0] }
    }
    case 'POST /people/:id/declarations': {
      const declaration = declared(body as unknown as NewDeclaration)
      world.declarations.unshift(declaration)
      return { status: 201, body: { declaration, code: codeOf(world, english) } }
    }
    case 'GET /people/:id/declarations':
      return { status: 200, body: { items: world.declarations, next_cursor: null } }
    case 'GET /people/:id/code':
      return { status: 200, body: codeOf(world, english) }
    case 'POST /codes/verify':
      return verify(body)
    case 'GET /me/messages':
      return { status: 200, body: { items: [message(english)], next_cursor: null } }
    case 'GET /me/sessions':
      return { status: 200, body: { items: world.sessions, next_cursor: null } }
    case 'DELETE /me/sessions':
      world.sessions = world.sessions.filter(({ current }) => current)
      return { status: 204 }
    case 'POST /login/proofs':
      if (body.code !== undefined && body.code !== '123456') return problem(401, 'invalid_code', english ? 'That code is not right.' : '验证码不对。')
      world.proved = true
      return { status: 201, body: { proof: 'p', proof_expires_at: hours(1 / 6) } }
    case 'PUT /me/password':
      if (!world.proved) return problem(401, 'proof_required', english ? 'We first need to know that it is you.' : '这一步需要先确认是您本人。')
      return { status: 204 }
    case 'POST /login/undos':
    case 'DELETE /login/sessions':
      return { status: 204 }
    case 'DELETE /people/:id':
      return problem(409, 'conflict', english ? 'You are under observation until Thursday 12 March. You can delete your data after that.' : '你正在观察，到3月12日星期四结束。之后就可以删除资料。')
    default:
      return problem(404, 'not_found', english ? 'There is nothing here.' : '这里什么也没有。')
  }
}
