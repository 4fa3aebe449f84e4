import { ATTEMPTS, type FileFault, MOST_BYTES, SHORTEST_SIDE, fitted, kindOf } from './pictureSize'

/** A file that cannot be sent as a photo; `fault` says why. */
export class Unsuitable extends Error {
  constructor(readonly fault: FileFault) {
    super(fault)
  }
}

interface Picture {
  source: CanvasImageSource
  width: number
  height: number
  close(): void
}

/** Decoded with the orientation that the camera noted, so that nothing lies on its side. */
async function decoded(file: Blob): Promise<Picture> {
  if ('createImageBitmap' in globalThis) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
    if (bitmap) return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() }
  }
  // Some phones show formats in pictures that they decode in no other way; browsers turn these by themselves.
  const address = URL.createObjectURL(file)
  const image = Object.assign(new Image(), { src: address })
  await image.decode()
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, close: () => URL.revokeObjectURL(address) }
}

function drawn({ source, width, height }: Picture, side: number): HTMLCanvasElement {
  const size = fitted(width, height, side)
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d', { alpha: false })!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, size.width, size.height)
  return canvas
}

const encoded = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))

async function smallEnough(picture: Picture): Promise<Blob> {
  let side = 0
  let canvas: HTMLCanvasElement | null = null
  for (const attempt of ATTEMPTS) {
    if (!canvas || attempt.side !== side) canvas = drawn(picture, attempt.side)
    side = attempt.side
    const blob = await encoded(canvas, attempt.quality)
    if (blob && blob.size && blob.size <= MOST_BYTES) return blob
  }
  throw new Unsuitable('large')
}

/** The photo as a JPEG of at most 1.5 MB, upright and without what the camera noted beside it. Raises Unsuitable. */
export async function shrink(file: Blob): Promise<Blob> {
  const kind = kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  if (kind !== 'photo' && kind !== 'heic') throw new Unsuitable(kind)
  const picture = await decoded(file).catch(() => {
    throw new Unsuitable(kind === 'heic' ? 'heic' : 'damaged')
  })
  try {
    if (Math.min(picture.width, picture.height) < SHORTEST_SIDE) throw new Unsuitable('small')
    return await smallEnough(picture)
  } finally {
    picture.close()
  }
}
