import { partWords } from '../words'

/** The questions with their answers; they come when somebody opens the help. */
export const helpWords = partWords('help')
