import { partWords } from '../words'

/** The words of everything about journeys; they come with the part that needs them. */
export const travelWords = partWords('traveller')
