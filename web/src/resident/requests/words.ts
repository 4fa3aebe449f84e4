import { partWords } from '../words'

/** The words of other platforms' requests; they come with what first shows one. */
export const requestWords = partWords('requests')
