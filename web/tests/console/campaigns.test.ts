import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/campaigns/messages/en'
import OneCampaign from '../../src/console/screens/campaigns/OneCampaign.vue'
import { type Campaign, actsOf, changesOf, faster, shareOf, slower } from '../../src/console/screens/campaigns/state'
import { api, roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'

const campaign = (more: Partial<Campaign> = {}): Campaign => ({
  id: 'c1', kind: 'rating', cause: 'rating-1', region: '63', status: 'running', units_at_once: 8, attempt: 1,
  started_at: '2020-03-12T02:00:00Z', ended_at: null, by: 'id-1', by_login: 'S1', paused_by_login: null, paused_at: null, resumed_by_login: null, resumed_at: null, units: { total: 128, done: 32 },
  people: { seen: 1200, changed: 70, unchanged: 1100, failed: 0, later: 30 }, changes: { 'green>yellow': 60, 'yellow>green': 10 }, rate_per_s: 60.4, eta: null, ...more,
})

describe('a campaign', () => {
  it('can be steered by what it is', () => {
    expect(actsOf(campaign())).toEqual(['pause', 'stop'])
    expect(actsOf(campaign({ status: 'paused' }))).toEqual(['resume', 'stop'])
    expect(actsOf(campaign({ status: 'done' }))).toEqual([])
    expect(actsOf(campaign({ status: 'done', people: { ...campaign().people, failed: 1 } }))).toEqual(['restart'])
  })

  it('goes slower and faster by halves and doubles within the API’s bounds', () => {
    expect([slower(8), slower(1), faster(8), faster(200)]).toEqual([4, 1, 16, 256])
  })

  it('is as far as its units, and tells its changes with the most in front', () => {
    expect([shareOf(campaign()), shareOf(campaign({ units: { total: 0, done: 0 } }))]).toEqual([0.25, 0])
    expect(changesOf(campaign()).map(({ before, after, count }) => [before, after, count])).toEqual([['green', 'yellow', 60], ['yellow', 'green', 10]])
  })
})

describe('its page', () => {
  let page: VueWrapper
  let now: Campaign
  beforeAll(async () => {
    const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
    await startI18n({ 'zh-CN': both, en: both })
  })
  beforeEach(() => {
    now = campaign()
    vi.spyOn(api, 'get').mockImplementation(((path: string) => Promise.resolve(path.includes('/failures') ? { items: [], next_cursor: null } : now)) as never)
  })
  afterEach(() => {
    page.unmount()
    vi.restoreAllMocks()
  })
  async function open(mine: string[]) {
    roles.value = mine
    page = mount(OneCampaign, { props: { id: 'c1' }, attachTo: document.body })
    await flushPromises()
  }
  const mark = (name: string) => page.find(`[data-test=${name}]`)

  it('says how far it is in numbers, and lets only supervisors steer', async () => {
    await open(['epidemiologist'])
    expect(mark('progress').text()).toContain('32 / 128 (25 %)')
    expect(mark('pause').exists()).toBe(false)
    expect(mark('changes').text()).toContain('60')
  })

  it('is paused with a key of its own, and stopped only when that was meant', async () => {
    await open(['supervisor'])
    const request = vi.spyOn(api, 'request').mockResolvedValue(campaign({ status: 'paused' }))
    await mark('pause').trigger('click')
    await flushPromises()
    expect(request.mock.calls[0]!.slice(0, 2)).toEqual(['POST', '/campaigns/c1/pause'])
    expect(mark('resume').exists()).toBe(true)
    await mark('stop').trigger('click')
    await flushPromises()
    expect(request).toHaveBeenCalledTimes(1)
    expect(document.querySelector('[data-test=stop-yes]')).not.toBeNull()
  })
})
