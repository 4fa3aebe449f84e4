import { type Picture, decoded } from './decoded'
import { ATTEMPTS, type FileFault, MOST_BYTES, SHORTEST_SIDE, fitted, kindOf } from './pictureSize'

/** A file that cannot be sent as a photo; `fault` says why. */
export class Unsuitable extends Error {
  constructor(readonly fault: FileFault) {
    super(fault)
  }
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
