import { ref } from 'vue'
import { settingsTab } from '../../shared/storage/local'

/** The address that a login which ended was at; kept in this tab, so that a reload of the log-in page does not lose it. */
export const wanted = ref(settingsTab.load('console.wanted', ''))

export function remember(hash: string): void {
  const path = hash.replace(/^#\/?/, '')
  if (!path) return
  wanted.value = path
  settingsTab.save('console.wanted', path)
}

/** Where to go after the log-in: to the same screen, once. */
export function takeWanted(): string {
  const path = wanted.value
  forgetWanted()
  return path
}

export function forgetWanted(): void {
  wanted.value = ''
  settingsTab.forget('console.wanted')
}
