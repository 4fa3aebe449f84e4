import { partWords } from '../words'

/** The words of what goes into a calendar. */
export const calendarWords = partWords('calendar')
