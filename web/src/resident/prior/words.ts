import { partWords } from '../words'

/** The words of an earlier registration; they come with what first shows one. */
export const priorWords = partWords('prior')
