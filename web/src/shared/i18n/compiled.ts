import type { MessageContext, MessageFunction } from '@intlify/core'

const made = new Map<string, MessageFunction>()

/** Between the forms of a sentence with a number. */
export const BETWEEN = ' | '

/**
 * A sentence of the catalogues, ready to be filled: `{name}` for what comes in, `|` between the forms for a number. They
 * need no more of what the library's own compiler knows, which is 4 kB of a first visit.
 */
export function compiled(text: string): MessageFunction {
  const known = made.get(text)
  if (known) return known
  const forms = text.split(BETWEEN)
  const said = (context: MessageContext): string => {
    const form = forms.length > 1 ? (context.plural(forms) as string) : text
    return form.replace(/\{(\w+)\}/g, (_, name: string) => String(context.named(name) ?? ''))
  }
  made.set(text, said)
  return said
}
