import { reactive } from 'vue'
import { type Finding, useSubmit } from '../../../../shared/api/useSubmit'
import { t } from '../../../../shared/i18n'
import type { Outcome } from '../acts'

/** A form about a person: refused here where something is missing, then sent; `done` is told what became of it. */
export function useAct<Form extends { reason: string }>(initial: Form, done: (outcome: Outcome) => void) {
  const form = reactive({ ...initial }) as Form
  const { busy, sentence, faults, run, check } = useSubmit()

  /** Sentences for the fields that are empty, by their names, and for a missing reason. */
  const missing = (needed: Record<string, unknown>): Record<string, string> =>
    Object.fromEntries(Object.entries({ ...needed, reason: form.reason.trim() }).filter(([, value]) => !value).map(([name]) => [name, t(`person.need.${name.replace('.', '_')}`)]))

  async function send(faultsNow: Finding, work: () => Promise<Outcome>): Promise<void> {
    if (busy.value || !check(faultsNow)) return
    await run(async () => done(await work()))
  }
  return { form, busy, sentence, faults, missing, send }
}
