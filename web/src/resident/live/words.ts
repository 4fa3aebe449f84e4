import { partWords } from '../words'

/** The words of everything about phones that show codes; they come with the part that needs them. */
export const liveWords = partWords('live')
