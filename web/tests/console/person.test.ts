import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import { ACTS, type Act, mayAct } from '../../src/console/screens/person/acts'
import { actionOf, detailsOf } from '../../src/console/screens/person/entries'
import words from '../../src/console/screens/person/messages/en'
import OnePerson from '../../src/console/screens/person/OnePerson.vue'
import PersonSearch from '../../src/console/screens/person/PersonSearch.vue'
import type { Entry, Header } from '../../src/console/screens/person/state'
import { api, roles } from '../../src/console/state/staff'
import { NoAnswer, Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

const hold = { rule: 'designated.yellow', text: 'A quarantine order', since: '2020-03-08', clears_on: '2020-03-22', checkins_required: 14, checkins_done: 3, decision_ref: 'd-1', reported_by: '', known_at: '' }
const HEADER: Header = {
  person_id: 'p-1', name_masked: '测**', document_last4: '0017', region: '630102', certification: 'certified', withheld: false,
  codes: [{ scheme: 'domestic', colour: 'yellow', holds: [hold] }, { scheme: 'international', colour: 'green', holds: [] }],
} as Header
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id, at: '2020-03-09T04:00:00Z', kind: 'holds', text: 'Began: a quarantine order', corrected: false, scheme: null, rule: null, colour: null, opened: null,
  decision_ref: null, declaration_id: null, by: null, reason: null, audit: null, more: {}, ...more,
})
const ENTRIES = [
  entry('1', { rule: 'designated.yellow', colour: 'yellow', scheme: 'domestic', decision_ref: 'd-1' }),
  entry('2', { kind: 'declarations', text: 'Declared', declaration_id: 'p-1-9', more: { answers: {} } }),
  entry('3', { kind: 'declarations', text: 'Declared', declaration_id: 'p-1-8', more: { answers: {} }, corrected: true }),
]
const CODES = [{ scheme: 'domestic', colour: 'red', holds: [], corrected: true, corrected_at: '2020-03-15T02:00:00Z', colour_by_now: 'green' }]

let page: VueWrapper
const asked: string[] = []
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
  startRouter()
  startFilters()
})
beforeEach(() => {
  go('person')
  localStorage.clear()
  asked.length = 0
  roles.value = ['epidemiologist']
  vi.spyOn(api, 'get').mockImplementation(((path: string) => {
    asked.push(path)
    if (path.includes('/header')) return Promise.resolve(HEADER)
    if (path.includes('/timeline')) return Promise.resolve({ person_id: 'p-1', at: '', codes: CODES, items: ENTRIES, next_cursor: null })
    return Promise.resolve({ items: [], next_cursor: null })
  }) as never)
})
afterEach(() => {
  page?.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})
const mark = (name: string) => page.find(`[data-test="${name}"]`)
const inDialog = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)!
const answering = (...answers: unknown[]) => {
  const post = vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>
  for (const answer of answers) answer instanceof Error ? post.mockRejectedValueOnce(answer) : post.mockResolvedValueOnce(answer)
  return post
}
async function type(name: string, text: string) {
  const field = inDialog(name) as HTMLInputElement
  field.value = text
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}

describe('the search', () => {
  const open = () => (page = mount(PersonSearch, { attachTo: document.body }))
  const found = (more: Record<string, unknown>) => ({ person: null, outside: false, ask: null, phone_matches: null, ...more })

  it('asks for the whole document; the person found is opened', async () => {
    open()
    const post = answering(found({ person: HEADER }))
    await page.find('form').trigger('submit')
    expect([mark('fault-document.number').exists(), post.mock.calls.length]).toEqual([true, 0])
    await mark('input-document.number').setValue('６３０１０２１９９００１０１００１７')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/people/searches', { document: { type: 'id_card', number: '630102199001010017' } }])
    expect(location.hash).toBe('#/person/p-1')
  })

  it('of another region says whom to ask and nothing else', async () => {
    open()
    answering(found({ outside: true, ask: 'Epidemiology of Qinghai' }))
    await mark('input-document.number').setValue('630102199001010017')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(mark('found').text()).toBe('Another regionThis person is not of your region. Please ask: Epidemiology of Qinghai.')
    expect(location.hash).toBe('#/person')
  })

  it('says whether the phone fits before anybody goes on', async () => {
    open()
    const post = answering(found({ person: HEADER, phone_matches: false }))
    await mark('input-document.number').setValue('630102199001010017')
    await mark('input-phone_last4').setValue('12')
    await page.find('form').trigger('submit')
    expect([mark('fault-phone_last4').exists(), post.mock.calls.length]).toEqual([true, 0])
    await mark('input-phone_last4').setValue('1234')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]![1]).toMatchObject({ phone_last4: '1234' })
    expect(mark('phone-says').text()).toContain('does not end')
    expect(mark('open-person').attributes('href')).toBe('#/person/p-1')
  })

  it('takes the lines of a scanner, and says what of them is wrong', async () => {
    open()
    const post = answering(found({}))
    await mark('turn').trigger('click')
    await mark('input-zone').setValue('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C46UTO7408122F1204159ZE184226B<<<<<10')
    await page.find('form').trigger('submit')
    expect([mark('fault-zone').text(), post.mock.calls.length]).toEqual(['A check digit does not fit: one character was misread', 0])
    await mark('input-zone').setValue('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]![1]).toMatchObject({ type: 'passport', zone: [expect.stringContaining('ERIKSSON'), expect.stringContaining('L898902C3')] })
    expect(mark('found').text()).toBe('Nobody has a code with this document.')
  })
})

describe('a person', () => {
  async function open(hash = 'person/p-1') {
    go(hash)
    page = mount(OnePerson, { props: { id: 'p-1' }, attachTo: document.body })
    await flushPromises()
  }

  it('is masked, with the colour of each scheme, its rule, its way back and the decision', async () => {
    await open()
    expect(mark('person').text()).toContain('测** ···0017')
    expect(mark('scheme-domestic').text()).toContain('Yellow')
    expect(mark('scheme-international').text()).toContain('Green')
    expect(mark('hold').text()).toContain('designated.yellow')
    expect(mark('hold').text()).toContain('clears on 22 March 2020 · 3 of 14 check-ins')
    expect(mark('hold').text()).toContain('decision d-1')
  })

  it('is not there for another region', async () => {
    vi.mocked(api.get).mockRejectedValue(new Problem(404, 'not_found', 'Not found.'))
    await open()
    expect(mark('no-person').text()).toContain('Nobody of your region has this id')
  })

  it('filters its time line by kind and by day through the address', async () => {
    await open('person/p-1?item=appeals:a-1')
    expect(page.findAll('[data-test^=entry-]').length).toBeGreaterThanOrEqual(3)
    expect(asked.find((path) => path.includes('timeline'))).toContain('item=appeals%3Aa-1')
    expect(mark('past').exists()).toBe(false)
    await mark('kind-visits').trigger('click')
    await mark('kind-holds').trigger('click')
    await mark('input-at').setValue('2020-03-11')
    await flushPromises()
    expect(location.hash).toContain('kind=holds%2Cvisits')
    expect(asked.at(-1)).toContain('kind=holds%2Cvisits&at=2020-03-11')
    expect(mark('past').text()).toContain('As it was known at the end of 11 March 2020')
    expect(mark('past').text()).toContain('Red')
    expect(mark('corrected').text()).toMatch(/Corrected since.*15 March 2020 10:00.*Green/)
  })

  it('strikes what was corrected, and offers to annul what was not', async () => {
    await open()
    expect(page.findAll('[data-test=entry-corrected]').length).toBe(1)
    expect(page.findAll('[data-test=annul]').length).toBe(1)
  })

  it.each([
    ['reviewer', ['credit', 'annul']],
    ['epidemiologist', ['designation', 'breach', 'violation', 'departure', 'annul', 'lift']],
    ['supervisor', ['credit', 'designation', 'violation', 'departure', 'annul', 'lift']],
    ['auditor', []],
  ])('offers a %s what they may do: %j', async (role, acts) => {
    expect((Object.keys(ACTS) as Act[]).filter((act) => mayAct(act, [role]))).toEqual(acts)
    roles.value = [role]
    await open()
    expect(page.findAll('[data-test^=act-]').map((button) => button.attributes('data-test'))).toEqual(acts.filter((act) => act !== 'annul' && act !== 'lift').map((act) => `act-${act}`))
    expect(mark('lift').exists()).toBe(acts.includes('lift'))
  })

  it('is designated with a document and days that the rule allows; what was typed stays when the network dies', async () => {
    await open()
    const post = answering(new NoAnswer(''), { id: 'prop-1', status: 'proposed' })
    await mark('act-designation').trigger('click')
    await flushPromises()
    await type('input-days', '40')
    inDialog('send-act').click()
    await flushPromises()
    expect(document.querySelectorAll('.field-fault').length).toBe(3)
    expect(post.mock.calls.length).toBe(0)
    await type('input-days', '14')
    await type('input-document_ref', 'order 9')
    await type('input-reason', 'order of the county')
    for (let press = 0; press < 2; press += 1) {
      inDialog('send-act').click()
      await flushPromises()
    }
    const keys = post.mock.calls.map((call) => (call[2] as { key: string }).key)
    expect(keys.length).toBe(2)
    expect(keys[0]).toBe(keys[1])
    expect(post.mock.calls[1]!.slice(0, 2)).toEqual(['/people/p-1/designations', { colour: 'yellow', ground: 'quarantine_order', document_ref: 'order 9', since: null, days: 14, checkins: null, reason: 'order of the county' }])
    expect(mark('outcome').text()).toContain('A supervisor decides')
    expect(mark('see-proposal').attributes('href')).toBe('#/decide/prop-1')
  })

  it('has a designation lifted under the reference of its hold', async () => {
    await open()
    const post = answering({ id: 'd-1' })
    await mark('lift').trigger('click')
    await flushPromises()
    await type('input-reason', 'the order ended')
    inDialog('send-act').click()
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/designations/d-1/lifting', { means: 'ended', reason: 'the order ended' }])
    expect(mark('outcome').text()).toContain('Lifted')
  })
})

describe('an entry', () => {
  it.each([
    [{ kind: 'decisions', more: { action: 'contact_list.in_force' } }, 'List of contacts agreed to'],
    [{ kind: 'decisions', more: { action: 'something.new' } }, 'Decision: something.new'],
    [{ kind: 'holds' }, null],
  ] as [Partial<Entry>, string | null][])('of a decision says what it was: %j', (more, said) => expect(actionOf(entry('1', more))).toBe(said))

  it('of a visit says from when to when, across midnight too, the temperature, and a doubt', () => {
    const more = { came: '2020-03-09T14:00:00Z', left: '2020-03-09T17:30:00Z', temperature: 36.5, suspect: true }
    expect(detailsOf(entry('1', { kind: 'visits', more }), 'en')).toBe('22:00 to 10 Mar 01:30 · 36.5 °C · may be untrue')
    expect(detailsOf(entry('1', { kind: 'visits', more: { came: more.came, left: null, temperature: null } }), 'en')).toBe('from 22:00')
  })
})
