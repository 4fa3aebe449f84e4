import type { Declaration, Person } from '../../../shared/api/types'
import { go } from '../../../shared/routing/router'
import { useDraft } from '../../../shared/storage/drafts'
import { policyDay } from '../../../shared/time/dates'
import { isTraveller } from '../../traveller/state/journey'
import { type Answers, answersFrom, blankAnswers, declarationForm } from '../state/declarationForm'
import { declare } from '../state/declarations'

/**
 * The answers being given for one person, kept on the device until they are sent. Begun with the last ones where
 * there are any; a temperature of an earlier day is not carried over.
 */
export function useAnswers(person: Person, last: Declaration | null): { form: Answers; send: () => Promise<void> } {
  const draft = useDraft<Answers>(`declare.${person.id}`, () => (last ? answersFrom(last) : blankAnswers()))
  if (draft.form.day !== policyDay()) Object.assign(draft.form, { day: policyDay(), temperature: '', truth: false })

  async function send() {
    await declare(person.id, declarationForm(draft.form))
    draft.discard()
    // A traveller sees today's mark on the way to the flight.
    go(isTraveller(person) ? 'travel' : 'code', true)
  }

  return { form: draft.form, send }
}
