import { partWords } from '../words'

/** The words of printing codes. */
export const paperWords = partWords('paper')
