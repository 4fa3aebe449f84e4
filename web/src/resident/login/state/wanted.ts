import { personalTab } from '../../../shared/storage/local'

/** What somebody opened before they were logged in, by its address within the page: shown once they are. */
const OPENS_ANYWAY = /^#\/?(code|apply|login.*)?$/

export function keepWanted(hash: string): void {
  if (!OPENS_ANYWAY.test(hash)) personalTab.save('wanted', hash.replace(/^#\/?/, ''))
}

/** The path to go on to, once. */
export function takeWanted(): string | null {
  const path = personalTab.load<string | null>('wanted', null)
  personalTab.forget('wanted')
  return path
}
