import { partWords } from '../words'

/** The words about logging in by WeChat and Alipay. */
export const platformWords = partWords('platforms')
