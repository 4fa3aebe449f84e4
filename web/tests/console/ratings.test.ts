import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/ratings/messages/en'
import RatingForm from '../../src/console/screens/ratings/RatingForm.vue'
import RegionRatings from '../../src/console/screens/ratings/RegionRatings.vue'
import type { Rating } from '../../src/console/screens/ratings/state'
import { api, roles } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'

const TODAY = '2020-03-12'
const RATING: Rating = { id: '632722-1', region: '632722', level: 'medium', from: '2020-03-01', until: null, area: null, published_at: '2020-03-01T00:00:00Z' }
let form: VueWrapper

beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  form?.unmount()
  vi.restoreAllMocks()
})
function open(rating: Rating | null = null) {
  form = mount(RatingForm, { props: { region: '632722', rating, today: TODAY }, attachTo: document.body })
}
const mark = (name: string) => form.find(`[data-test=${name}]`)
const spied = (verb: 'post' | 'put') => vi.spyOn(api, verb) as unknown as ReturnType<typeof vi.fn>

describe('a region', () => {
  const proposal = (more = {}) => ({ id: 'p9', kind: 'rating', subject: '632722', region: '632722', status: 'proposed', content: { region: '632722', level: 'high', from: TODAY, until: null }, proposed_by: 'x', proposed_by_login: 'lin', own: true, expires_at: new Date(Date.now() + 3600_000).toISOString(), ...more })
  let open_: ReturnType<typeof proposal>[]
  const asked: string[] = []
  beforeEach(() => {
    open_ = []
    roles.value = ['epidemiologist']
    asked.length = 0
    vi.spyOn(api, 'get').mockImplementation(((path: string) => {
      asked.push(path)
      if (path.startsWith('/proposals')) return Promise.resolve({ items: path.includes('kind=rating&') ? open_ : [], next_cursor: null })
      if (path.endsWith('/periods')) return Promise.resolve({ items: [], days: [], people: 0 })
      return Promise.resolve({ region: '632722', level: null, ratings: [], areas: [], below: [] })
    }) as never)
    form = mount(RegionRatings, { props: { region: '632722' }, attachTo: document.body })
  })

  it('has an empty form after it was proposed, and what waits about it with a link', async () => {
    await flushPromises()
    expect(mark('pending').exists()).toBe(false)
    spied('put').mockResolvedValue(proposal())
    open_ = [proposal(), proposal({ id: 'p8', region: '63272201' })]
    await mark('input-reason').setValue('five cases')
    await mark('input-level').setValue('high')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect((mark('input-reason').element as HTMLTextAreaElement).value).toBe('')
    expect((mark('input-level').element as HTMLSelectElement).value).toBe('medium')
    expect(form.findAll('[data-test=pending]').length).toBe(1)
    expect(mark('pending').text()).toContain('Waiting: proposed by you, needs a second person')
    expect([mark('see-pending').attributes('href'), mark('made-link').attributes('href')]).toEqual(['#/decide/p9', '#/decide/p9'])
    expect(asked).toContain('/proposals?kind=rating&region=632722&limit=100')
  })

  it('that somebody proposed about already leads there, and keeps what was typed', async () => {
    await flushPromises()
    spied('put').mockRejectedValue(new Problem(409, 'proposal_open', 'Open already.'))
    open_ = [proposal({ own: false })]
    await mark('input-reason').setValue('five cases')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect(mark('open-already').attributes('href')).toBe('#/decide/p9')
    expect(mark('open-already').text()).toBe('See the open proposal (by lin)')
    expect((mark('input-reason').element as HTMLTextAreaElement).value).toBe('five cases')
  })
})

describe('a rating', () => {
  it('says how many people it touches before it is proposed', async () => {
    open()
    const post = spied('post').mockResolvedValue({ touches: { people: 41000, to_red: 0, to_yellow: 41000, estimated: true, at: '' }, campaign_id: null })
    await mark('preview').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/ratings/preview', { region: '632722', level: 'medium', from: TODAY, until: null, withdrawn: false }])
    expect(mark('touches').text()).toBe('About 41,000 people touched: 41,000 turn yellow, 0 turn red.')
    await mark('input-level').setValue('high')
    expect(mark('touches').exists()).toBe(false)
  })

  it('is proposed with a key; a refusal stands at its field and keeps the form', async () => {
    open()
    const refused = new Problem(422, 'invalid', '', [{ field: 'from', code: 'too_early', detail: 'Too early.' }])
    const put = spied('put').mockRejectedValueOnce(refused).mockResolvedValueOnce({ id: 'p', status: 'proposed' })
    await mark('input-level').setValue('high')
    await mark('input-reason').setValue('five cases')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect(mark('fault-from').text()).toBe('From, this day included: Too early.')
    expect((mark('input-reason').element as HTMLTextAreaElement).value).toBe('five cases')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect(put.mock.calls[1]!.slice(0, 2)).toEqual(['/regions/632722/risk', { level: 'high', from: TODAY, until: null, area: null, reason: 'five cases' }])
    expect(form.emitted('done')).toEqual([[{ id: 'p', status: 'proposed' }]])
  })

  it('without a reason is not sent: whoever agrees and whoever is coloured read it', async () => {
    open()
    const put = spied('put')
    await form.find('form').trigger('submit')
    expect(mark('fault-reason').exists()).toBe(true)
    expect(put).not.toHaveBeenCalled()
  })

  it('that ends before it begins is not sent', async () => {
    open()
    const put = spied('put')
    await mark('input-until').setValue('2020-03-01')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect([mark('fault-until').text(), put.mock.calls.length]).toEqual(['The end cannot be before the beginning', 0])
  })

  it('is corrected or taken back with a reason', async () => {
    open(RATING)
    const post = spied('post').mockResolvedValue({ id: 'p', status: 'in_force' })
    await mark('withdraw').trigger('click')
    await flushPromises()
    expect([mark('fault-reason').text(), post.mock.calls.length]).toEqual(['Say why', 0])
    await mark('input-reason').setValue('another county')
    await mark('withdraw').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/ratings/632722-1/withdrawal', { reason: 'another county' }])
    await form.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[1]!.slice(0, 2)).toEqual(['/ratings/632722-1/correction', { level: 'medium', from: '2020-03-01', until: null, reason: 'another county' }])
  })
})
