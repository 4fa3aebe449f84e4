import { ref } from 'vue'
import { settings } from '../storage/local'

export const largeText = ref(settings.load('large', false))

function apply(): void {
  document.documentElement.dataset.text = largeText.value ? 'large' : 'base'
}

export function setLargeText(large: boolean): void {
  largeText.value = large
  settings.save('large', large)
  apply()
}

/** Puts the kept choice on the page; call before mounting so that nothing jumps. */
export function startPreferences(): void {
  apply()
}
