import { ref } from 'vue'
import { settings } from '../../shared/storage/local'

/** Whether the camera beside the screen reads the codes: a device on a stand, to which people hold up their own. */
export const front = ref(settings.load('gate.front', false))

export function setFront(on: boolean): void {
  front.value = on
  settings.save('gate.front', on)
}
