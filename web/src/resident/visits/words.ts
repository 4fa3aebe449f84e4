import { partWords } from '../words'

/** The words of visits; they come with the first screen about them. */
export const visitWords = partWords('visits')
