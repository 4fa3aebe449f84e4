import { partWords } from '../words'

/** The words of a device that many use in turn. */
export const kioskWords = partWords('kiosk')
