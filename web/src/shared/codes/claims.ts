import type { Certification, Colour, Scheme } from '../api/types'
import type { Bytes } from './bytes'
import type { Item } from './cbor'
import { SET_BYTES } from './stale'

/** What a health code says: CWT claims 1 issuer, 6 issued, 4 expires, 8 cnf, and -260 → {-100: {…}}. */
export interface Claims {
  issuer: string
  /** Unix seconds, both inclusive. */
  issuedAt: number
  expiresAt: number
  codeId: string
  scheme: Scheme
  colour: Colour
  certification: Certification
  nameMasked: string
  last4: string
  /** The COSE thumbprint of the phone it is bound to, if it is. */
  device: Bytes | null
  /** The set of the stale rule (stale.ts); null in a token that was made before there was one. */
  places: Bytes | null
}

const SCHEMES: Scheme[] = ['domestic', 'international']
const COLOURS: Colour[] = ['green', 'yellow', 'red']
const CERTIFICATIONS: Certification[] = ['pending', 'certified', 'refused']

function codeIn(claims: Item): Map<number | string, Item> | null {
  const certificate = claims instanceof Map ? claims.get(-260) : null
  const code = certificate instanceof Map ? certificate.get(-100) : null
  return certificate instanceof Map && certificate.has(-100) ? (code instanceof Map ? code : new Map()) : null
}

/** Whether decoded claims are of this format at all; an EU certificate's are {-260: {1: …}}. */
export const isHealthCode = (claims: Item): boolean => codeIn(claims) !== null

function text(value: Item | undefined): string {
  if (typeof value !== 'string') throw new Error('a field of the code has another type')
  return value
}

function whole(value: Item | undefined): number {
  if (typeof value !== 'number') throw new Error('a field of the code has another type')
  return value
}

function named<T>(names: T[], value: Item | undefined): T {
  const name = names[whole(value)]
  if (name === undefined) throw new Error('a number that stands for nothing')
  return name
}

function deviceOf(confirmation: Item | undefined): Bytes | null {
  if (confirmation === undefined || confirmation === null) return null
  const found = confirmation instanceof Map ? confirmation.get(5) : null
  if (!(found instanceof Uint8Array) || found.length !== 32) throw new Error('cnf is no key thumbprint')
  return found
}

function placesOf(found: Item | undefined): Bytes | null {
  if (found === undefined || found === null) return null
  if (!(found instanceof Uint8Array) || found.length !== SET_BYTES) throw new Error('no set of buckets')
  return found
}

/** Raises if a field is not right. */
export function readClaims(claims: Item): Claims {
  const code = codeIn(claims)
  if (!code || !(claims instanceof Map)) throw new Error('no health code')
  text(code.get(6))
  return {
    issuer: text(claims.get(1)),
    issuedAt: whole(claims.get(6)),
    expiresAt: whole(claims.get(4)),
    codeId: text(code.get(0)),
    scheme: named(SCHEMES, code.get(1)),
    colour: named(COLOURS, code.get(2)),
    certification: named(CERTIFICATIONS, code.get(3)),
    nameMasked: text(code.get(4)),
    last4: text(code.get(5)),
    device: deviceOf(claims.get(8)),
    places: placesOf(code.get(7)),
  }
}
