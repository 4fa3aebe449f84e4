/**
 * A rosette like those on banknotes: a circle whose radius swings `petals` times around `radius`.
 * Returns a closed SVG path around the origin.
 */
export function rosette(radius: number, swing: number, petals: number, phase = 0, points = 360): string {
  const step = (2 * Math.PI) / points
  let path = ''
  for (let at = 0; at < points; at += 1) {
    const angle = at * step
    const distance = radius + swing * Math.sin(petals * angle + phase)
    const x = (distance * Math.cos(angle)).toFixed(1)
    const y = (distance * Math.sin(angle)).toFixed(1)
    path += `${at ? 'L' : 'M'}${x} ${y}`
  }
  return `${path}z`
}
