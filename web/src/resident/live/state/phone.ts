import { type PublicHalf, newDeviceKey, publicHalf } from '../../../shared/codes/deviceKey'
import { fetchKept, keepFirst } from '../../../shared/storage/database'
import { kiosk } from '../../kiosk/state/kiosk'

export interface Phone {
  privateKey: CryptoKey
  half: PublicHalf
}

const NAME = 'phone'
let pending: Promise<Phone | null> | null = null

async function keptPair(): Promise<CryptoKeyPair> {
  const kept = await fetchKept<CryptoKeyPair>('keys', NAME)
  if (kept) return kept
  const made = await newDeviceKey()
  // Another tab may have been quicker: the first key stays.
  await keepFirst('keys', NAME, made).catch(() => undefined)
  return (await fetchKept<CryptoKeyPair>('keys', NAME)) ?? made
}

async function open(): Promise<Phone | null> {
  if (!globalThis.crypto?.subtle || typeof indexedDB === 'undefined') return null
  try {
    const pair = await keptPair()
    return { privateKey: pair.privateKey, half: await publicHalf(pair.publicKey) }
  } catch {
    return null
  }
}

/**
 * This phone's key, made once and never readable, or null where the browser cannot keep one. It names the phone and
 * no person, so it stays through logging out: the same phone is the same phone when somebody logs in again.
 */
export function thisPhone(): Promise<Phone | null> {
  // A device that many use in turn is nobody's phone.
  if (kiosk.value) return Promise.resolve(null)
  pending ??= open()
  return pending
}
