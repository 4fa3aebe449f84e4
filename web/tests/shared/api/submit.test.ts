import { afterEach, beforeAll, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, reactive } from 'vue'
import { NoAnswer, Problem } from '../../../src/shared/api/problem'
import { type Submission, useSubmit } from '../../../src/shared/api/useSubmit'
import { startI18n, chooseLocale } from '../../../src/shared/i18n'
import { shared as english } from '../../../src/shared/i18n/messages/en'
import { shared as chinese } from '../../../src/shared/i18n/messages/zh-CN'

/** The life of a form, in a component as forms use it. */
function life(): Submission {
  let found: Submission | undefined
  createApp(defineComponent({ setup: () => ((found = useSubmit()), () => h('div')) })).mount(document.createElement('div'))
  return found!
}
const words = (of: object) => async () => ({ default: of as Record<string, unknown> })
beforeAll(() => startI18n({ 'zh-CN': words(chinese), en: words(english) }))
afterEach(() => document.body.replaceChildren())

it('follows what the page finds: a fault goes with its cause, and nothing new is brought up', async () => {
  const form = reactive({ name: '', reason: '' })
  const faultsNow = () => ({ ...(!form.name && { name: 'Write a name' }), ...(!form.reason && { reason: 'Write a reason' }) })
  const { check, faults } = life()
  expect(check(faultsNow)).toBe(false)
  form.name = 'A'
  await nextTick()
  expect(faults.value).toEqual({ reason: 'Write a reason' })
  form.name = ''
  await nextTick()
  expect(faults.value).toEqual({ reason: 'Write a reason' })
  form.reason = 'because'
  await nextTick()
  expect(faults.value).toEqual({})
})

it('keeps what only the API knows until that field reads otherwise', async () => {
  document.body.innerHTML = '<input id="f-name" value="A"><input id="f-reason" value="B">'
  const { run, recheck, faults } = life()
  await run(() => Promise.reject(new Problem(422, 'invalid', 'Not so', [{ field: 'name', code: 'taken', detail: 'Choose another name: A is taken' }])))
  document.querySelector<HTMLInputElement>('#f-reason')!.value = 'C'
  recheck({})
  expect(faults.value).toEqual({ name: 'Choose another name: A is taken' })
  document.querySelector<HTMLInputElement>('#f-name')!.value = 'AB'
  recheck({})
  expect(faults.value).toEqual({})
})

/** What is said at each field when the service refuses with these sentences. */
async function saidOf(...errors: [field: string, code: string, detail: string][]) {
  const { run, faults } = life()
  await run(() => Promise.reject(new Problem(422, 'invalid', 'Not so', errors.map(([field, code, detail]) => ({ field, code, detail })))))
  return faults.value
}

it('names the field where a sentence of the service names none', async () => {
  document.body.innerHTML = '<label for="f-contact-name"> Name of the venue </label><input id="f-contact-name"><fieldset id="f-sex"><legend>Sex</legend></fieldset>'
  await chooseLocale('en')
  const said = await saidOf(
    ['contact.name', 'required', 'Please fill this in.'],
    ['sex', 'not_allowed', 'This can only be: F, M.'],
    ['hidden', 'too_long', 'This is too long; 9 at most.'],
  )
  expect(said).toEqual({ 'contact.name': 'Enter: Name of the venue', sex: 'Sex: This can only be: F, M.', hidden: 'hidden: This is too long; 9 at most.' })
  await chooseLocale('zh-CN')
  expect(await saidOf(['contact.name', 'required', '请填写。'])).toEqual({ 'contact.name': '请填写“Name of the venue”' })
})

it('leaves a sentence that says what it is about, and one about the whole', async () => {
  document.body.innerHTML = '<label for="f-phone">Phone</label><input id="f-phone">'
  expect(await saidOf(['phone', 'bad_phone', 'Please check the phone number.'])).toEqual({ phone: 'Please check the phone number.' })
  expect(await saidOf(['', 'bad_json', 'This is not valid JSON.'])).toEqual({ '': 'This is not valid JSON.' })
})

it('says that what was typed is kept where something was, and nowhere else', async () => {
  await chooseLocale('en')
  const said = async (form: Submission) => {
    await form.run(() => Promise.reject(new NoAnswer()))
    return form.sentence.value
  }
  expect(await said(life())).toBe(english.error.offline)
  const form = life()
  form.check({})
  expect(await said(form)).toBe(english.error.network)
})
