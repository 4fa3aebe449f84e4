import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../../src/resident/account/state/account'
import { selectPerson, setPeople } from '../../../src/resident/account/state/people'
import { linesOf, offeredTo } from '../../../src/resident/prior/state/prior'
import { priorWords } from '../../../src/resident/prior/words'
import PriorOffer from '../../../src/resident/prior/parts/PriorOffer.vue'
import PriorScreen from '../../../src/resident/prior/screens/PriorScreen.vue'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'
import type { PriorRegistration } from '../../../src/shared/api/generated'
import { aPerson, someTokens } from '../../support/shapes'

const PRIOR: PriorRegistration = {
  system: '旧码',
  registered_on: '2020-02-20',
  residence: '630103',
  address: '某路 1 号',
  expires_at: '2020-09-06T12:00:00+08:00',
}
const CERTIFIED = aPerson({ certification: 'certified' })
let offered: PriorRegistration | null
let refused: boolean
let asked: [string, string, unknown][]

beforeEach(async () => {
  await priorWords()
  offered = PRIOR
  refused = false
  asked = []
  localStorage.clear()
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    asked.push([method ?? 'GET', String(url).replace(/.*\/v1/, ''), body ? JSON.parse(String(body)) : null])
    if (refused && method === 'PUT') return new Response(JSON.stringify({ detail: '已经处理过。', code: 'conflict', errors: [] }), { status: 409 })
    const answer = String(url).endsWith('/prior') && method !== 'PUT' ? { prior: offered } : { items: [CERTIFIED] }
    return new Response(JSON.stringify(answer))
  })
  session.begin(someTokens(1))
  setPeople([CERTIFIED])
  selectPerson(CERTIFIED.id)
})

/** Longer than a second on a busy machine: pieces are fetched first. */
const shortly = (holds: () => void) => vi.waitFor(holds, { timeout: 4500 })

const inWords = async (code: string): Promise<string> => ({ '630103': '城中区', '630102': '城东区' })[code] ?? Promise.reject(new Error('unknown'))

describe('an earlier registration', () => {
  it('is asked about for who is certified alone', async () => {
    expect(await offeredTo(aPerson({ certification: 'pending' }))).toBeNull()
    expect(asked).toEqual([])
    expect(await offeredTo(CERTIFIED)).toEqual(PRIOR)
  })

  it('says what it has, and what it would replace', async () => {
    expect(await linesOf(PRIOR, '630102', inWords)).toEqual([
      { field: 'residence', text: '城中区', now: '城东区' },
      { field: 'address', text: '某路 1 号', now: '' },
    ])
    expect(await linesOf(PRIOR, '630103', inWords)).toMatchObject([{ now: '' }, {}])
    expect(await linesOf({ ...PRIOR, residence: '999999', address: null }, null, inWords)).toEqual([{ field: 'residence', text: '999999', now: '' }])
    expect(await linesOf({ ...PRIOR, residence: null, address: null }, '630102', inWords)).toEqual([])
  })

  it('is offered where there is one', async () => {
    const offer = mount(PriorOffer, { props: { person: CERTIFIED } })
    await flushPromises()
    expect(offer.find('[data-test="open-prior"]').attributes('href')).toBe('#/prior')
    offered = null
    const nothing = mount(PriorOffer, { props: { person: aPerson({ id: 'other', certification: 'certified' }) } })
    await flushPromises()
    expect(nothing.find('[data-test="prior-offer"]').exists()).toBe(false)
  })

  it.each([['confirm', true], ['decline', false]])('is answered once: %s', async (press, confirmed) => {
    const screen = mount(PriorScreen)
    await shortly(() => expect(screen.find('[data-test="prior"]').exists()).toBe(true))
    expect(screen.text()).toContain('某路 1 号')
    await screen.find(`[data-test="prior-${press}"]`).trigger('click')
    await shortly(() => expect(screen.find(`[data-test="prior-${confirmed ? 'confirmed' : 'declined'}"]`).exists()).toBe(true))
    expect(asked).toContainEqual(['PUT', '/people/p/prior', { confirmed }])
  })

  it('stays on the page where it could not be answered', async () => {
    refused = true
    const screen = mount(PriorScreen)
    await shortly(() => expect(screen.find('[data-test="prior"]').exists()).toBe(true))
    await screen.find('[data-test="prior-confirm"]').trigger('click')
    await shortly(() => expect(screen.text()).toContain('已经处理过。'))
    expect(screen.find('[data-test="prior-confirm"]').exists()).toBe(true)
  })

  it('is said in the language that is chosen, and not asked for anew', async () => {
    const empty = async () => ({ default: {} })
    await startI18n({ 'zh-CN': empty, en: empty })
    await chooseLocale('zh-CN')
    const screen = mount(PriorScreen)
    await shortly(() => expect(screen.text()).toContain('西宁市 城中区'))
    const before = asked.length
    await chooseLocale('en')
    await shortly(() => expect(screen.text()).toContain('Chengzhong District, Xining'))
    expect(screen.text()).not.toContain('西宁市')
    expect(asked).toHaveLength(before)
    await chooseLocale('zh-CN')
  })

  it('is none once it is gone', async () => {
    offered = null
    const screen = mount(PriorScreen)
    await shortly(() => expect(screen.find('[data-test="prior-none"]').exists()).toBe(true))
  })
})

it('an earlier registration that could not be looked up is looked up again', async () => {
  const service = globalThis.fetch
  vi.stubGlobal('fetch', async () => new Response('{"code":"internal","detail":"Away."}', { status: 500 }))
  const screen = mount(PriorScreen)
  await shortly(() => expect(screen.text()).toContain('Away.'))
  vi.stubGlobal('fetch', service)
  await screen.get('[data-test="prior-again"]').trigger('click')
  await shortly(() => expect(screen.find('[data-test="prior-confirm"]').exists()).toBe(true))
  screen.unmount()
})
