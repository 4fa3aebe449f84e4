/** A picture's brightness, one byte a point, row by row. */
export interface Grey {
  width: number
  height: number
  points: Uint8ClampedArray
}

/** Brightness of what a canvas hands out. */
export function greyOf({ width, height, data }: Pick<ImageData, 'width' | 'height' | 'data'>): Grey {
  const points = new Uint8ClampedArray(width * height)
  for (let at = 0; at < points.length; at += 1) points[at] = 0.299 * data[at * 4]! + 0.587 * data[at * 4 + 1]! + 0.114 * data[at * 4 + 2]!
  return { width, height, points }
}

/** For each point the sum of all above and left of it: any rectangle's sum is four look-ups. */
function sums({ width, height, points }: Grey): Float64Array {
  const wide = width + 1
  const total = new Float64Array(wide * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += points[y * width + x]!
      total[(y + 1) * wide + x + 1] = total[y * wide + x + 1]! + row
    }
  }
  return total
}

/**
 * Black where a point is darker than its surroundings by a share of their brightness: a shadow over half of the page
 * changes nothing. `reach` is half the side of what counts as surroundings.
 */
export function inked(grey: Grey, reach: number, darker = 0.2): Grey {
  const { width, height } = grey
  const total = sums(grey)
  const wide = width + 1
  const points = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y += 1) {
    const [top, foot] = [Math.max(0, y - reach) * wide, Math.min(height, y + reach + 1) * wide]
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      const count = ((foot - top) / wide) * (right - left)
      const mean = (total[foot + right]! - total[foot + left]! - total[top + right]! + total[top + left]!) / count
      points[y * width + x] = grey.points[y * width + x]! < mean * (1 - darker) ? 0 : 255
    }
  }
  return { width, height, points }
}

/** How sharply ink and no ink alternate from row to row when the picture is read along this slope. */
function stripes({ width, height, points }: Grey, slope: number): number {
  const rows = new Float64Array(height)
  for (let x = 0; x < width; x += 3) {
    const shift = Math.round((x - width / 2) * slope)
    for (let y = Math.max(0, -shift); y < Math.min(height, height - shift); y += 1) if (!points[(y + shift) * width + x]) rows[y]! += 1
  }
  let sum = 0
  for (let y = 1; y < height; y += 1) sum += (rows[y]! - rows[y - 1]!) ** 2
  return sum
}

const STEPS = Array.from({ length: 61 }, (_, at) => (at - 30) / 4)

/** By how many degrees the lines of print fall to the right (up to 7.5 either way). */
export function tiltOf(ink: Grey): number {
  const slopes = STEPS.map((degrees) => ({ degrees, sharp: stripes(ink, Math.tan((degrees * Math.PI) / 180)) }))
  return slopes.reduce((best, each) => (each.sharp > best.sharp ? each : best)).degrees
}
