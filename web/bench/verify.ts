/**
 * Frame to answer on a gate's phone: a picture of a live code is read, inflated, verified twice (issuer and phone) and
 * looked up among a million ended codes. Puts milliseconds into `window.results`; run by scripts/bench-verify.mjs.
 */
import { ascii, concat, sha256, toBase64url } from '../src/shared/codes/bytes'
import { newDeviceKey, publicHalf, sign } from '../src/shared/codes/deviceKey'
import * as base45 from '../src/shared/codes/base45'
import { write } from '../src/shared/codes/cbor'
import { keyRing } from '../src/shared/codes/keyRing'
import { show } from '../src/shared/codes/live'
import { RevokedList } from '../src/shared/codes/revocations'
import { check } from '../src/shared/codes/token'
import { qrPicture } from '../src/shared/qr/matrix'
import { openReader } from '../src/shared/device/scanner'

const ENDED = 1_000_000
const PER_BUCKET = 64
const PRECISION = 16
const ROUNDS = 40

/** A list of random values in the published form. */
function aList(): Uint8Array<ArrayBuffer> {
  const buckets = ENDED / PER_BUCKET
  const parts = Array.from({ length: buckets }, () => bucket())
  const head = new Uint8Array(16 + 2 * buckets)
  const view = new DataView(head.buffer)
  head.set(ascii('KRL1'))
  head[4] = PRECISION
  view.setUint32(8, buckets)
  view.setUint32(12, ENDED)
  parts.forEach((part, at) => view.setUint16(16 + 2 * at, part.length))
  return concat(head, ...parts)
}

function bucket(): Uint8Array {
  const values = Array.from({ length: PER_BUCKET }, () => Math.floor(Math.random() * 2 ** 22)).sort((a, b) => a - b)
  let bits = ''
  let before = 0
  for (const value of values) {
    const step = value - before
    bits += `${'1'.repeat(step >> PRECISION)}0${(step & 0xffff).toString(2).padStart(PRECISION, '0')}`
    before = value
  }
  return Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => parseInt(byte.padEnd(8, '0'), 2))
}

/** CBOR that `write` does not know: maps with small negative keys, by hand. */
const map = (...pairs: Uint8Array[]) => concat(Uint8Array.of(0xa0 + pairs.length / 2), ...pairs)
const negative = (value: number) => (value >= -24 ? Uint8Array.of(0x1f - value) : value >= -256 ? Uint8Array.of(0x38, -1 - value) : Uint8Array.of(0x39, (-1 - value) >> 8, (-1 - value) & 0xff))

async function aLiveCode() {
  const issuer = await newDeviceKey()
  const issued = await publicHalf(issuer.publicKey)
  const phone = await newDeviceKey()
  const half = await publicHalf(phone.publicKey)
  const now = Math.floor(Date.now() / 1000)
  const code = map(...['a1b2c3d4e5f60718', 0, 0, 1, '张*', '002X', '1'].flatMap((value, at) => [write(at), write(value)]))
  const claims = map(write(1), write('KM'), write(4), write(now + 86_400), write(6), write(now - 10), write(8), map(write(5), write(half.thumbprint)), negative(-260), map(negative(-100), code))
  const kid = issued.thumbprint.slice(0, 8)
  const header = map(write(1), negative(-7), write(4), write(kid))
  const signed = concat(Uint8Array.of(0x84, 0x6a), ascii('Signature1'), write(header), Uint8Array.of(0x40), write(claims))
  const cose = concat(Uint8Array.of(0xd2, 0x84), write(header), Uint8Array.of(0xa0), write(claims), write(await sign(issuer.privateKey, signed)))
  const key = { ...issued.jwk, kid: toBase64url(kid), alg: 'ES256', use: 'sig', kangma_use: 'health_code', issuer: 'KM', nbf: 0, exp: 4_102_444_800 } as const
  const ring = await keyRing({ keys: [key] }, 'health_code')
  return { text: await show(cose, now, half.xy, (message) => sign(phone.privateKey, message)), ring }
}

/** What a camera of 1280 × 720 sees, as a video like the gate's own. */
async function aVideo(text: string): Promise<HTMLVideoElement> {
  const { size, path } = qrPicture(text)
  const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
  const pen = canvas.getContext('2d')!
  const draw = () => {
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.fillStyle = '#777'
    pen.fillRect(0, 0, 1280, 720)
    const scale = 500 / size
    pen.setTransform(scale, 0, 0, scale, 390, 110)
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, size, size)
    pen.fillStyle = '#000'
    pen.fill(new Path2D(path))
  }
  draw()
  setInterval(draw, 50)
  const video = Object.assign(document.createElement('video'), { muted: true, srcObject: canvas.captureStream(20) })
  await video.play()
  return video
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const most = (values: number[]) => Math.max(...values)

async function measure() {
  const { text, ring } = await aLiveCode()
  const body = aList()
  const opening = performance.now()
  const list = new RevokedList(body)
  const opened = performance.now() - opening
  const [video, reader] = [await aVideo(text), await openReader()]
  const [read, verified, asked, whole]: number[][] = [[], [], [], []]
  for (let round = -5; round < ROUNDS; round += 1) {
    const start = performance.now()
    const [seen] = await reader(video)
    const between = performance.now()
    const checked = await check(seen ?? '', ring, new Date())
    const after = performance.now()
    const ended = list.has(await sha256(ascii(`a1b2${round}`)))
    const end = performance.now()
    if (checked.reason || checked.presentation !== 'device') throw new Error(`not read: ${checked.reason} ${ended}`)
    if (round < 0) continue
    read!.push(between - start)
    verified!.push(after - between)
    asked!.push(end - after)
    whole!.push(end - start)
  }
  return { text: text.length, base45: base45.decode(text.slice(5)).length, list_bytes: body.length, list_opened_ms: opened, read_ms: median(read!), verify_ms: median(verified!), revocation_ms: median(asked!), frame_to_answer_ms: median(whole!), slowest_ms: most(whole!) }
}

Object.assign(window, { results: measure() })
