import { ref } from 'vue'
import { settings } from '../../../shared/storage/local'

/** Whether this device serves one person after another, as in a community centre: it forgets each of them. */
export const kiosk = ref(settings.load('kiosk', false))

export function setKiosk(on: boolean): void {
  kiosk.value = on
  if (on) settings.save('kiosk', true)
  else settings.forget('kiosk')
}
