import { encode } from 'uqr'

/** Modules of white around the code that a reader needs (ISO/IEC 18004). */
export const QUIET_ZONE = 4

export interface QrPicture {
  /** Modules along one side, quiet zone included. */
  size: number
  /** An SVG path of the dark modules. */
  path: string
}

/** One rectangle for each run of dark modules in a row: a third of the path of single squares. */
function rowPath(row: boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x += 1
    const width = x + 1 - start
    path += `M${start} ${y}h${width}v1h-${width}z`
  }
  return path
}

/**
 * The picture of a text; level M, the contract's. A live code is half as long again and never printed: level L keeps
 * its modules as large as those of a token.
 */
export function qrPicture(text: string): QrPicture {
  const { data, size } = encode(text, { ecc: text.startsWith('HC1L:') ? 'L' : 'M', border: QUIET_ZONE })
  return { size, path: data.map(rowPath).join('') }
}
