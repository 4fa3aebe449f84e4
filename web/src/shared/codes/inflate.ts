import type { Bytes } from './bytes'

/** Far more than any certificate inflates to. */
const MOST = 16_384

/** Our own tokens are not deflated, since half of them is a signature: one stored block, read at once. */
function stored(data: Bytes): Bytes | null {
  if (data.length < 11 || data[0] !== 0x78 || data[2] !== 1) return null
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const length = view.getUint16(3, true)
  if ((length ^ view.getUint16(5, true)) !== 0xffff || data.length !== length + 11) return null
  const content = data.subarray(7, 7 + length)
  if (view.getUint32(7 + length) !== adler32(content)) throw new Error('a broken zlib stream')
  return content
}

function adler32(data: Uint8Array): number {
  let [low, high] = [1, 0]
  for (const byte of data) {
    low = (low + byte) % 65_521
    high = (high + low) % 65_521
  }
  return high * 65_536 + low
}

async function inflated(data: Bytes): Promise<Bytes> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length
    if (length > MOST) {
      await reader.cancel()
      throw new Error('inflates too far')
    }
    parts.push(step.value)
  }
  return new Uint8Array(await new Blob(parts as Bytes[]).arrayBuffer())
}

/** The content of a zlib stream. Raises for one that is broken, goes on, or grows too far. */
export async function inflate(data: Bytes): Promise<Bytes> {
  return stored(data) ?? inflated(data)
}
