import { partWords } from '../words'

/** The words of what is recorded of a person; they come with the first screen about it. */
export const recordWords = partWords('record')
