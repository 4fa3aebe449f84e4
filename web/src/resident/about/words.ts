import { partWords } from '../words'

/** The words of what the page says about itself; they come with its screen. */
export const aboutWords = partWords('about')
