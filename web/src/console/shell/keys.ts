import { onBeforeUnmount, onMounted, ref, shallowReactive } from 'vue'
import { settings } from '../../shared/storage/local'

/** One key of a screen; `words` is the message that says what it does. */
export interface KeyAction {
  key: string
  words: string
  run: () => void
}

/** The keys of the screen that is open, the latest in front. */
export const screenKeys = shallowReactive<KeyAction[]>([])
/** Single keys can be switched off, for whoever speaks to their computer (WCAG 2.1.4). */
export const keysOn = ref(settings.load('console.keys', true))
/** Whether the list of keys is open. */
export const keysShown = ref(false)

export function switchKeys(on: boolean): void {
  keysOn.value = on
  settings.save('console.keys', on)
}

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !isTick(target)
const isTick = (target: HTMLElement) => target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type)
const isAsked = () => document.querySelector('[role="dialog"], [role="alertdialog"], dialog[open]') !== null

/** The action of a key press; none while somebody types, a dialog is open, or the key is part of a shortcut. */
export function actionOf(event: KeyboardEvent): KeyAction | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isAsked()) return undefined
  if (event.key === '?') return { key: '?', words: 'keys.help', run: () => (keysShown.value = true) }
  return keysOn.value ? screenKeys.find(({ key }) => key === event.key) : undefined
}

export function followKeys(event: KeyboardEvent): void {
  const action = actionOf(event)
  if (!action) return
  event.preventDefault()
  action.run()
}

/** Keys that work while the component is there. */
export function useKeys(actions: readonly KeyAction[]): void {
  onMounted(() => void screenKeys.unshift(...actions))
  onBeforeUnmount(() => {
    for (const action of actions) screenKeys.splice(screenKeys.indexOf(action), 1)
  })
}
