/** How a photo is made small enough to send: 1.5 MB at most, still sharp enough to read a passport's lines. */
export const MOST_BYTES = 1_500_000
export const LONGEST_SIDE = 2600
/** Under this the lines of a passport cannot be read any more. */
export const SHORTEST_SIDE = 400

export interface Attempt {
  side: number
  quality: number
}

/** First less quality, then fewer pixels. The last one is under the limit for any photo. */
export const ATTEMPTS: Attempt[] = [
  { side: LONGEST_SIDE, quality: 0.88 },
  { side: LONGEST_SIDE, quality: 0.8 },
  { side: 2200, quality: 0.8 },
  { side: 1900, quality: 0.76 },
  { side: 1600, quality: 0.72 },
  { side: 1200, quality: 0.7 },
]

/** The size to draw at so that the longer side is at most `side`; never larger than it was. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export type FileFault = 'empty' | 'heic' | 'notPhoto' | 'damaged' | 'small' | 'large'

const startsWith = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, at) => bytes[at] === sign)
const text = (bytes: Uint8Array, from: number, until: number) => String.fromCharCode(...bytes.slice(from, until))

/** What the first bytes say the file is: names and types on phones are often wrong. */
export function kindOf(bytes: Uint8Array): 'photo' | FileFault {
  if (!bytes.length) return 'empty'
  if (startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'photo'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'photo'
  return text(bytes, 4, 8) === 'ftyp' ? 'heic' : 'notPhoto'
}
