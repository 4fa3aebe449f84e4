import type { InjectionKey } from 'vue'

/** Provided by pages on which a single fault is said at its field alone. */
export const saidOnce: InjectionKey<boolean> = Symbol('saidOnce')

/** The id of the control for a field path, so that an error summary can link to it. */
export const fieldId = (field: string): string => `f-${field.replace(/\./g, '-')}`

/** Moves reading and typing to a field, into view as well. */
export function focusField(field: string): void {
  const control = document.getElementById(fieldId(field))
  control?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
