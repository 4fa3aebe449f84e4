/** The id of the control for a field path, so that an error summary can link to it. */
export const fieldId = (field: string): string => `f-${field.replace(/\./g, '-')}`

/** What a field is called where it stands: its label, or a group's legend; empty where it is not on the page. */
export function labelOf(field: string): string {
  const id = fieldId(field)
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`) ?? document.getElementById(id)?.querySelector('legend')
  return label?.textContent?.trim() ?? ''
}

/** Moves reading and typing to a field, into view as well. */
export function focusField(field: string): void {
  const control = document.getElementById(fieldId(field))
  control?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
