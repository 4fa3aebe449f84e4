import { labelOf } from '../ui/fieldId'
import type { FieldProblem } from './problem'

/** Sentences of the service that fit any field, and so name none (chalicelib/notify/texts/problems.py). */
const UNNAMED = new Set([
  ...['unknown_field', 'wrong_type', 'too_long', 'too_short', 'not_allowed', 'out_of_range', 'bad_value'],
  ...['bad_date', 'bad_instant', 'in_future', 'too_early', 'decoding_accident', 'control_character'],
])

/** What is wrong with a field, with the name it has on the page; `whole` is said of a fault that has no words of its own. */
export function sentenceAt({ field, code, detail }: FieldProblem, whole: string, t: (key: string, values?: Record<string, string>) => string): string {
  const what = labelOf(field) || field
  if (what && code === 'required') return t('error.empty', { what })
  const fault = detail || whole
  return what && UNNAMED.has(code) ? t('error.at', { what, fault }) : fault
}
