import { partWords } from '../words'

/** The words for whoever has lost the phone; they come with its screen. */
export const recoverWords = partWords('recover')
