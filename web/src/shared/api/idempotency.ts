import { personal } from '../storage/local'

interface KeptKey {
  key: string
  print: string
  at: number
}

/** The API keeps a key for 24 h; a little less here, so that the page never relies on the last minute. */
const LIFETIME = 23 * 3600_000

/** A short fingerprint of a body, kept in its place so that nothing personal is stored twice (FNV-1a, 2 × 32 bits). */
export function fingerprint(body: unknown): string {
  const text = JSON.stringify(body)
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b)
  }
  return `${(low >>> 0).toString(36)}.${(high >>> 0).toString(36)}.${text.length}`
}

/**
 * The key for sending `body` as the action `name`: the one kept on the device while the body is the same,
 * so that a page reloaded after a lost answer gets that answer; a new one as soon as the body differs.
 */
export function keyFor(name: string, body: unknown, now: number = Date.now()): string {
  const kept = personal.load<KeptKey | null>(`key.${name}`, null)
  const print = fingerprint(body)
  if (kept && kept.print === print && now - kept.at < LIFETIME) return kept.key
  const key = newKey()
  personal.save(`key.${name}`, { key, print, at: now } satisfies KeptKey)
  return key
}

/** The action is done: the next one, even with the same body, is another. */
export function settle(name: string): void {
  personal.forget(`key.${name}`)
}

/** A random UUID; `randomUUID` is missing on pages that are not served over HTTPS or from the machine itself. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
}
