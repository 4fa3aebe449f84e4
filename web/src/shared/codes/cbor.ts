import { type Bytes, ascii, concat } from './bytes'

/**
 * As much of CBOR (RFC 8949) as codes need. Reading knows no tags with effects, is bounded in depth, and refuses
 * what is left over, lengths without end and keys named twice: nobody has signed yet what it is given.
 */
export type Item = number | bigint | string | boolean | null | Bytes | Item[] | ItemMap | Tagged
export type ItemMap = Map<number | string, Item>

export class Tagged {
  constructor(
    readonly tag: number,
    readonly content: Item,
  ) {}
}

const DEEPEST = 12

export function read(data: Bytes): Item {
  const reader = new Reader(data)
  const item = reader.item(0)
  if (!reader.done) throw new Error('bytes left over')
  return item
}

class Reader {
  private at = 0
  private readonly view: DataView

  constructor(private readonly data: Bytes) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  }

  get done(): boolean {
    return this.at === this.data.length
  }

  item(depth: number): Item {
    if (depth > DEEPEST) throw new Error('nested too deep')
    const head = this.byte()
    const [major, info] = [head >> 5, head & 31]
    if (major === 7) return info === 26 || info === 27 ? this.float(info) : simple(info)
    const size = this.size(info)
    if (major === 0) return size
    if (major === 1) return typeof size === 'bigint' ? -1n - size : -1 - size
    if (typeof size === 'bigint') throw new Error('longer than anything')
    if (major === 2) return this.bytes(size)
    if (major === 3) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes(size))
    if (major === 4) return this.list(size, depth)
    return major === 5 ? this.map(size, depth) : new Tagged(size, this.item(depth + 1))
  }

  private byte(): number {
    const byte = this.data[this.at]
    if (byte === undefined) throw new Error('ends too soon')
    this.at += 1
    return byte
  }

  private size(info: number): number | bigint {
    if (info < 24) return info
    if (info > 27) throw new Error('a length without end')
    const width = 1 << (info - 24)
    if (this.at + width > this.data.length) throw new Error('ends too soon')
    this.at += width
    if (width === 1) return this.view.getUint8(this.at - 1)
    if (width === 2) return this.view.getUint16(this.at - 2)
    if (width === 4) return this.view.getUint32(this.at - 4)
    const large = this.view.getBigUint64(this.at - 8)
    return large <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(large) : large
  }

  /** Other people's certificates have them; ours never do. */
  private float(info: number): number {
    const width = info === 26 ? 4 : 8
    if (this.at + width > this.data.length) throw new Error('ends too soon')
    this.at += width
    return width === 4 ? this.view.getFloat32(this.at - 4) : this.view.getFloat64(this.at - 8)
  }

  private bytes(length: number): Bytes {
    if (this.at + length > this.data.length) throw new Error('ends too soon')
    this.at += length
    return this.data.subarray(this.at - length, this.at)
  }

  private list(length: number, depth: number): Item[] {
    if (length > this.data.length) throw new Error('ends too soon')
    return Array.from({ length }, () => this.item(depth + 1))
  }

  private map(length: number, depth: number): ItemMap {
    const map: ItemMap = new Map()
    for (let count = 0; count < length; count += 1) {
      const key = this.item(depth + 1)
      if ((typeof key !== 'number' && typeof key !== 'string') || map.has(key)) throw new Error('no key of a map')
      map.set(key, this.item(depth + 1))
    }
    return map
  }
}

function simple(info: number): boolean | null {
  if (info === 20) return false
  if (info === 21) return true
  if (info === 22) return null
  throw new Error('a value that no code has')
}

function head(major: number, size: number): Bytes {
  if (size < 24) return Uint8Array.of((major << 5) | size)
  if (size < 0x100) return Uint8Array.of((major << 5) | 24, size)
  if (size < 0x10000) return Uint8Array.of((major << 5) | 25, size >> 8, size & 0xff)
  const long = size > 0xffff_ffff
  const bytes = new Uint8Array(long ? 9 : 5)
  bytes[0] = (major << 5) | (long ? 27 : 26)
  const view = new DataView(bytes.buffer)
  if (long) view.setBigUint64(1, BigInt(size))
  else view.setUint32(1, size)
  return bytes
}

/** A whole number from 0, a byte string, a text or a list of them. */
export function write(item: number | Uint8Array | string | (number | Uint8Array | string)[]): Bytes {
  if (typeof item === 'number') return head(0, item)
  if (typeof item === 'string') return concat(head(3, ascii(item).length), ascii(item))
  if (item instanceof Uint8Array) return concat(head(2, item.length), item)
  return concat(head(4, item.length), ...item.map(write))
}
