import { ref } from 'vue'
import { load, save } from '../storage/local'

export const largeText = ref(load('large', false))

function apply(): void {
  document.documentElement.dataset.text = largeText.value ? 'large' : 'base'
}

export function setLargeText(large: boolean): void {
  largeText.value = large
  save('large', large)
  apply()
}

/** Puts the kept choice on the page; call before mounting so that nothing jumps. */
export function startPreferences(): void {
  apply()
}
