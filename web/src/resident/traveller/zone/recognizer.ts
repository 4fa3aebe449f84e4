import type { Worker } from 'tesseract.js'

/** Set by the build: where the reader's files are and how long each is. */
declare const __ZONE_READER__: { folder: string; sizes: Record<string, number> }

export interface Recognizer {
  /** The print in a picture, line by line. */
  read(picture: HTMLCanvasElement): Promise<string>
  close(): void
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'
/** One block of lines of one size, as the zone is. */
const ONE_BLOCK = '6'
/** A worker that cannot load one of its parts never says so. */
const LONGEST_START = 60_000
/** The smallest module with an instruction on vectors: what a browser that refuses it needs the plain core for. */
const VECTORS = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11])

async function fetchWhole(address: URL, came: (bytes: number) => void): Promise<void> {
  const answer = await fetch(address)
  if (!answer.ok || !answer.body) throw new Error(`${address.pathname}: ${answer.status}`)
  const reader = answer.body.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) came(piece.value.length)
}

/** All that the worker will ask for, into the browser's cache, so that a network that fails is noticed and its share told. */
async function fetchAll(base: URL, names: string[], share: (of: number) => void): Promise<void> {
  const all = names.reduce((sum, name) => sum + __ZONE_READER__.sizes[name]!, 0)
  let there = 0
  await Promise.all(names.map((name) => fetchWhole(new URL(name, base), (bytes) => share(Math.min(1, (there += bytes) / all)))))
}

function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let clock: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, fail) => (clock = setTimeout(() => fail(new Error('The reader did not start.')), limit)))
  return Promise.race([work, late]).finally(() => clearTimeout(clock))
}

async function started(base: URL, core: string): Promise<Worker> {
  const library = (await import('tesseract.js/dist/tesseract.esm.min.js')).default
  const worker = await library.createWorker('eng', 1, {
    workerPath: new URL('worker.min.js', base).href,
    corePath: new URL(`${core}.js`, base).href,
    langPath: base.href.replace(/\/$/, ''),
    workerBlobURL: false,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  })
  await worker.setParameters({ tessedit_char_whitelist: SIGNS, tessedit_pageseg_mode: ONE_BLOCK as never })
  return worker
}

/** Fetches the reader, once a device, and starts it. Everything comes from where the page came from. */
export async function openRecognizer(share: (of: number) => void): Promise<Recognizer> {
  const base = new URL(__ZONE_READER__.folder, document.baseURI)
  const core = WebAssembly.validate(VECTORS) ? 'tesseract-core-simd-lstm' : 'tesseract-core-lstm'
  await fetchAll(base, ['worker.min.js', `${core}.js`, `${core}.wasm`, 'eng.traineddata.gz'], share)
  const worker = await within(LONGEST_START, started(base, core))
  return {
    read: async (picture) => (await worker.recognize(picture)).data.text,
    close: () => void worker.terminate(),
  }
}
