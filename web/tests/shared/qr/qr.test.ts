import { describe, expect, it } from 'vitest'
import { rosette } from '../../../src/shared/qr/guilloche'
import { QUIET_ZONE, qrPicture } from '../../../src/shared/qr/matrix'

const TOKEN = `HC1:${'6BF+70790T9WJWG.FKY*4GO0.O1CV2'.repeat(8).slice(0, 213)}`

/** The dark modules that a path draws, as a grid. */
function gridOf({ path, size }: { path: string; size: number }): boolean[][] {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at += 1) grid[Number(y)]![Number(x) + at] = true
  }
  return grid
}

describe('the picture of a token', () => {
  it('is version 8 with its quiet zone: capitals and digits are packed', () => {
    expect(qrPicture(TOKEN).size).toBe(49 + 2 * QUIET_ZONE)
  })

  it('leaves the quiet zone white on every side', () => {
    const grid = gridOf(qrPicture(TOKEN))
    const inside = (n: number) => n >= QUIET_ZONE && n < grid.length - QUIET_ZONE
    grid.forEach((row, y) => row.forEach((dark, x) => dark && expect(inside(x) && inside(y)).toBe(true)))
  })

  it('has the three finder squares', () => {
    const grid = gridOf(qrPicture(TOKEN))
    const far = grid.length - QUIET_ZONE - 7
    for (const [x, y] of [[QUIET_ZONE, QUIET_ZONE], [far, QUIET_ZONE], [QUIET_ZONE, far]] as const) {
      expect(grid[y]!.slice(x, x + 7)).toEqual(Array(7).fill(true))
      expect(grid[y + 1]!.slice(x, x + 7)).toEqual([true, false, false, false, false, false, true])
    }
  })

  it('differs for different tokens', () => {
    expect(qrPicture(TOKEN).path).not.toBe(qrPicture(`${TOKEN}A`).path)
  })
})

it('a rosette is closed and stays within its band', () => {
  const path = rosette(100, 20, 12)
  expect(path.endsWith('z')).toBe(true)
  for (const [, x, y] of path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
    const distance = Math.hypot(Number(x), Number(y))
    expect(distance).toBeGreaterThan(79.8)
    expect(distance).toBeLessThan(120.2)
  }
})
