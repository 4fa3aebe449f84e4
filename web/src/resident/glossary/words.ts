import { partWords } from '../words'

/** The words of the glossary, and what they mean. */
export const glossaryWords = partWords('glossary')
