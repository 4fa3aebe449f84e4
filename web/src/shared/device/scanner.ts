import { persistently } from './pieces'
import readerWasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Reads the codes in one picture, of the camera or from a file. */
export type Reader = (frame: HTMLVideoElement | ImageBitmap) => Promise<string[]>

interface Detector {
  detect(source: HTMLVideoElement | ImageBitmap): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

/** The browser's own reader where it knows QR codes; it costs nothing to download. */
async function builtIn(): Promise<DetectorClass | null> {
  const known = (globalThis as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats: readonly string[] = (await known?.getSupportedFormats().catch(() => [])) ?? []
  return known && formats.includes('qr_code') ? known : null
}

/** ZXing in WebAssembly, served with the page: no other server is ever asked. */
async function bundled(): Promise<DetectorClass> {
  const { BarcodeDetector, prepareZXingModule } = await persistently(() => import('barcode-detector/ponyfill'))
  await prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? readerWasm : prefix + path) },
    fireImmediately: true,
  })
  return BarcodeDetector as unknown as DetectorClass
}

export async function openReader(): Promise<Reader> {
  const kind = (await builtIn()) ?? (await bundled())
  const detector = new kind({ formats: ['qr_code'] })
  return async (frame) => (await detector.detect(frame)).map((code) => code.rawValue)
}

/** The codes in a photo, the whole of it and then a smaller one: a reader may miss what fills a large picture. */
export async function readPhoto(photo: Blob): Promise<string[]> {
  const reader = await openReader()
  for (const resizeWidth of [undefined, 1000]) {
    const found = await reader(await createImageBitmap(photo, resizeWidth ? { resizeWidth } : undefined))
    if (found.length) return found
  }
  return []
}

/** Why a camera did not open, as the key of a sentence. */
export function cameraFault(error: unknown): string {
  const name = (error as DOMException | undefined)?.name
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'scan.denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' || !navigator.mediaDevices ? 'scan.absent' : 'scan.broken'
}

/** The camera on the back, or with `front` the one beside the screen; the other where there is only that. Rejects with a DOMException. */
export function openCamera(front = false): Promise<MediaStream> {
  if (!navigator.mediaDevices) return Promise.reject(new DOMException('', 'NotFoundError'))
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: front ? 'user' : 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  })
}
