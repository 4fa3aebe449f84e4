import { ref } from 'vue'
import { settings } from '../../../shared/storage/local'

const CHOSEN = ['language', 'large'] as const

/** Whether this device serves one person after another, as in a community centre: it forgets each of them. */
export const kiosk = ref(Boolean(settings.load<unknown>('kiosk', false)))

/** Switched on, the device keeps the language and the letters that it has: each person begins with them. */
export function setKiosk(on: boolean): void {
  kiosk.value = on
  if (on) settings.save('kiosk', Object.fromEntries(CHOSEN.map((name) => [name, settings.load(name, null)])))
  else settings.forget('kiosk')
}

/** What the person chose of the page itself goes too, and by what their account knows this device. */
export function forgetChoices(): void {
  const begun = settings.load<Partial<Record<(typeof CHOSEN)[number], unknown>>>('kiosk', {})
  settings.forget('travelling')
  settings.forget('device')
  for (const name of CHOSEN) {
    if (begun[name] == null) settings.forget(name)
    else settings.save(name, begun[name])
  }
}
