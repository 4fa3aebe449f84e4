import { partWords } from '../words'

/** The words of ratings of regions; they come with their screen. */
export const riskWords = partWords('risk')
