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
 * How this phone stands to a person: bound; `fresh` when it takes a login by text message first; `full` when three
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

const REFUSED: Record<string, Standing> = { fresh_code_needed: 'fresh', devices_full: 'full' }

async function sendBinding(phone: Phone, personId: string, replaces?: string): Promise<Standing> {
  // A session from before this page knew session ids learns its own with the next refresh.
  if (!session.id) await session.renew(session.current())
  const proof = await bindingProof(phone.privateKey, personId, session.id, trueNow())
  const body = { public_key: phone.half.jwk, proof, ...(replaces ? { replaces } : {}) }
  try {
    await api.put(`/people/${personId}/device`, body)
    return 'bound'
  } catch (error) {
    if (error instanceof Problem) return REFUSED[error.code] ?? 'failed'
    throw error
  }
}

/** Binds this phone, in place of another one where one is named. */
export async function bind(personId: string, replaces?: string): Promise<Standing> {
  const phone = await thisPhone()
  return note(personId, phone ? await sendBinding(phone, personId, replaces) : 'cannot')
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
  try {
    return await bound(personId, phone)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'device_not_bound') throw error
  }
  const standing = await bind(personId)
  return standing === 'bound' ? bound(personId, phone) : api.get(path(personId, null))
}

async function bound(personId: string, phone: Phone): Promise<HealthCode> {
  const code = await api.get(path(personId, phone))
  note(personId, 'bound')
  return code
}

export async function boundPhones(personId: string): Promise<(Device & { this_phone: boolean })[]> {
  const [phone, page] = await Promise.all([thisPhone(), api.get(`/people/${personId}/devices`)])
  return page.items.map((item) => ({ ...item, this_phone: item.thumbprint === phone?.half.jwkThumbprint }))
}

/** Takes a phone away; what it shows counts no more. */
export async function unbind(personId: string, thumbprint: string): Promise<void> {
  await api.delete(`/people/${personId}/devices/${thumbprint}`)
  delete standings[personId]
  personal.save('standings', standings)
}
