import { fieldId } from '../ui/fieldId'

/** What somebody typed into the fields that stand in the page before its script, by the id of the field. */
let typed: Record<string, string> = {}
let at = ''

/** Keeps it, and which field has the focus; call right before mounting, which takes those fields away. */
export function keepTyped(): void {
  const fields = [...document.querySelectorAll<HTMLInputElement>('.boot input')]
  typed = Object.fromEntries(fields.map(({ id, value }) => [id, value]))
  at = document.activeElement?.closest('.boot input')?.id ?? ''
}

/** What was typed into one field, once; empty for nothing. */
export function takeTyped(field: string): string {
  const id = fieldId(field)
  const text = typed[id] ?? ''
  delete typed[id]
  return text
}

/** Gives the focus to the field that stands where the focused one stood, once. */
export function goOnTyping(): void {
  if (at) document.getElementById(at)?.focus()
  at = ''
}
