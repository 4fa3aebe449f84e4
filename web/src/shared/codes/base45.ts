import type { Bytes } from './bytes'

/** Base45 (RFC 9285): the letters that a QR code holds at 5.5 bits each. */
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const VALUES = new Int8Array(128).fill(-1)
for (let at = 0; at < LETTERS.length; at += 1) VALUES[LETTERS.charCodeAt(at)] = at

export function encode(data: Uint8Array): string {
  let text = ''
  for (let at = 0; at < data.length; at += 2) {
    const pair = at + 1 < data.length
    const value = pair ? data[at]! * 256 + data[at + 1]! : data[at]!
    text += LETTERS[value % 45]! + LETTERS[Math.floor(value / 45) % 45]!
    if (pair) text += LETTERS[Math.floor(value / 2025)]!
  }
  return text
}

/** Raises for letters and values that Base45 does not have. */
export function decode(text: string): Bytes {
  const rest = text.length % 3
  if (rest === 1) throw new Error('Base45 of another length')
  const data = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest ? 1 : 0))
  let to = 0
  for (let at = 0; at < text.length; at += 3) {
    const whole = at + 2 < text.length
    const value = letter(text, at) + 45 * letter(text, at + 1) + (whole ? 2025 * letter(text, at + 2) : 0)
    if (value > (whole ? 0xffff : 0xff)) throw new Error('Base45 of too large a value')
    if (whole) data[to++] = value >> 8
    data[to++] = value & 0xff
  }
  return data
}

function letter(text: string, at: number): number {
  const value = VALUES[text.charCodeAt(at)] ?? -1
  if (value < 0) throw new Error('no letter of Base45')
  return value
}
