import { partWords } from '../words'

/** The words of appeals; they come with their screen. */
export const appealWords = partWords('appeal')
