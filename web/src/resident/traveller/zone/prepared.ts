import type { Picture } from '../state/decoded'
import { type Grey, greyOf, inked, tiltOf } from './greyPicture'

/** One look at a picture: which part of its height, turned by how many quarters, how much darker ink must be. */
export interface Look {
  from: number
  quarters: 0 | 1 | 2 | 3
  darker: number
}

/** The foot of the page first; a picture of the lines alone has no foot, and some are held the other way. */
export const LOOKS: Look[] = [
  { from: 0.6, quarters: 0, darker: 0.2 },
  { from: 0, quarters: 0, darker: 0.2 },
  { from: 0.45, quarters: 0, darker: 0.1 },
  { from: 0, quarters: 1, darker: 0.2 },
  { from: 0, quarters: 3, darker: 0.2 },
  { from: 0, quarters: 2, darker: 0.2 },
]
/** A line of 44 signs is 27 points a sign then, which is where print is read best. */
const WIDTH = 1300
const COARSE = 700

function canvasOf(width: number, height: number) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

/** The part that is looked at, so wide, turned by so many degrees more. */
function drawn(picture: Picture, { from, quarters }: Look, width: number, degrees: number): Grey {
  const [wide, high] = quarters % 2 ? [picture.height, picture.width] : [picture.width, picture.height]
  const scale = width / wide
  const { canvas, context } = canvasOf(width, Math.round(high * scale * (1 - from)))
  context.translate(width / 2, (high * scale) / 2 - high * scale * from)
  context.rotate((quarters * Math.PI) / 2 + (degrees * Math.PI) / 180)
  context.drawImage(picture.source, (-picture.width * scale) / 2, (-picture.height * scale) / 2, picture.width * scale, picture.height * scale)
  return greyOf(context.getImageData(0, 0, canvas.width, canvas.height))
}

function shown(ink: Grey): HTMLCanvasElement {
  const { canvas, context } = canvasOf(ink.width, ink.height)
  const image = context.createImageData(ink.width, ink.height)
  ink.points.forEach((point, at) => image.data.set([point, point, point, 255], at * 4))
  context.putImageData(image, 0, 0)
  return canvas
}

/** Upright, level, of one size, black on white. */
export function prepared(picture: Picture, look: Look): HTMLCanvasElement {
  const tilt = tiltOf(inked(drawn(picture, look, COARSE, 0), 10))
  return shown(inked(drawn(picture, look, WIDTH, -tilt), 22, look.darker))
}
