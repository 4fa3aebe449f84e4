import { reactive } from 'vue'
import { Problem } from '../../../shared/api/problem'
import type { Device } from '../../../shared/api/generated'
import type { HealthCode } from '../../../shared/api/types'
import { bindingProof } from '../../../shared/codes/deviceKey'
import { personal } from '../../../shared/storage/local'
import { trueNow } from '../../../shared/time/trueTime'
import { api, onClear, session } from '../../account/state/account'
import { schemeOf } from '../../code/state/schemes'
import { type Phone, thisPhone } from './phone'

/**
 * How this phone stands to a person: bound; `fresh` when the person has to show first that it is them; `full` when three
 * other phones are bound; `cannot` when this browser keeps no key; `failed` when something else was in the way.
 */
export type Standing = 'bound' | 'fresh' | 'full' | 'cannot' | 'failed'

interface KeptStanding {
  standing: Standing
  /** The login in which this was found out; another one may do better. */
  session: string
}

export const standings = reactive<Record<string, KeptStanding>>(personal.load('standings', {}))

function note(personId: string, standing: Standing): Standing {
  standings[personId] = { standing, session: session.id }
  personal.save('standings', standings)
  return standing
}

onClear(() => {
  for (const id of Object.keys(standings)) delete standings[id]
})

const REFUSED: Record<string, Standing> = { proof_required: 'fresh', devices_full: 'full' }

async function sendBinding(phone: Phone, personId: string, options: BindOptions): Promise<Standing> {
  // A session from before this page knew session ids learns its own with the next refresh.
  if (!session.id) await session.renew(session.current())
  const proof = await bindingProof(phone.privateKey, personId, session.id, trueNow())
  const body = { public_key: phone.half.jwk, proof, ...(options.replaces ? { replaces: options.replaces } : {}) }
  try {
    await api.put(`/people/${personId}/device`, body, { unasked: options.unasked })
    return 'bound'
  } catch (error) {
    if (error instanceof Problem) return REFUSED[error.code] ?? 'failed'
    throw error
  }
}

interface BindOptions {
  /** The phone whose place this one takes. */
  replaces?: string
  /** The page tries by itself, and asks the person for nothing. */
  unasked?: boolean
}

/** Binds this phone, in place of another one where one is named. */
export async function bind(personId: string, options: BindOptions = {}): Promise<Standing> {
  const phone = await thisPhone()
  return note(personId, phone ? await sendBinding(phone, personId, options) : 'cannot')
}

function path(personId: string, phone: Phone | null) {
  const query = new URLSearchParams()
  if (phone) query.set('device', phone.half.jwkThumbprint)
  const scheme = schemeOf(personId)
  if (scheme) query.set('scheme', scheme)
  return query.size ? (`/people/${personId}/code?${query.toString()}` as const) : (`/people/${personId}/code` as const)
}

/** Whether it is known that trying to bind in this login leads nowhere. */
function settled(personId: string): boolean {
  const known = standings[personId]
  return Boolean(known && known.session === session.id && ['fresh', 'full', 'cannot'].includes(known.standing))
}

/** The code, bound to this phone wherever that is possible, and otherwise the plain one. */
export async function fetchCode(personId: string): Promise<HealthCode> {
  const phone = await thisPhone()
  if (!phone) note(personId, 'cannot')
  if (!phone || settled(personId)) return api.get(path(personId, null))
  // Nothing is known of this phone in this login: binding it again is the same, and asks once instead of twice.
  if (standings[personId]?.standing !== 'bound') return boundAnew(personId, phone)
  try {
    return await bound(personId, phone)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'device_not_bound') throw error
  }
  return boundAnew(personId, phone)
}

async function boundAnew(personId: string, phone: Phone): Promise<HealthCode> {
  const standing = await bind(personId, { unasked: true })
  return standing === 'bound' ? bound(personId, phone) : api.get(path(personId, null))
}

async function bound(personId: string, phone: Phone): Promise<HealthCode> {
  const code = await api.get(path(personId, phone))
  note(personId, 'bound')
  return code
}

/** `device`: what it is (“Safari, iPhone”), as its login says while that lasts; null afterwards. */
export interface BoundPhone extends Device {
  this_phone: boolean
  device: string | null
}

export async function boundPhones(personId: string): Promise<BoundPhone[]> {
  const [phone, page, logins] = await Promise.all([thisPhone(), api.get(`/people/${personId}/devices`), api.get('/me/sessions').catch(() => ({ items: [] }))])
  const named = new Map(logins.items.map(({ id, device }) => [id, device]))
  return page.items.map((item) => ({ ...item, this_phone: item.thumbprint === phone?.half.jwkThumbprint, device: named.get(item.session) ?? null }))
}

/** Takes a phone away; what it shows counts no more. */
export async function unbind(personId: string, thumbprint: string): Promise<void> {
  await api.delete(`/people/${personId}/devices/${thumbprint}`)
  delete standings[personId]
  personal.save('standings', standings)
}
