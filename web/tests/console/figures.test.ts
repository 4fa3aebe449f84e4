import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import FiguresScreen from '../../src/console/screens/figures/FiguresScreen.vue'
import words from '../../src/console/screens/figures/messages/en'
import { pressText } from '../../src/console/screens/figures/press'
import { type Day, type Figures, chartsOf, colourRows, prefixOf, rowsOf } from '../../src/console/screens/figures/state'
import { api, roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

vi.mock('uplot', () => ({ default: class { setData() {} setSize() {} destroy() {} } }))
vi.mock('uplot/dist/uPlot.min.css', () => ({}))

const colours = (green: number | null, yellow: number | null, red: number | null) => ({ green, yellow, red })
const day = (at: string, people: number | null, more: Partial<Day> = {}): Day => ({ day: at, people, venues: null, visits: 2300, suspect_visits: 12, checks: 400, cases: null, contacts: 30, appeals_decided: 40, reported: 5000, appeals_in_48h_percent: 95, people_so_far: 123456, colours: colours(120000, 3000, 456), ...more })
const figures = (more: Partial<Figures> = {}): Figures => ({
  region: '630000', at: '2020-03-12T02:02:00Z', totals: { venues: 88, people: 123500, visits: 70000, suspect_visits: 90, checks: 9000, cases: 11, contacts: 60, appeals_decided: 300, reported: 90000, appeals_in_48h_percent: 90, colours: colours(1, 2, 3) },
  days: [day('2020-03-12', 1234), day('2020-03-11', 1200, { colours: colours(120100, 2900, null) })], counties: [{ county: '630102', venues: 50, people: 60000, visits: 1000, checks: 200, colours: colours(59000, 900, null) }], ...more,
})

describe('the numbers of a day', () => {
  it('stand beside those of the day before and all until now; fewer than ten is told as that', () => {
    expect(rowsOf(figures()).map(({ key, day, before, total }) => [key, day, before, total])).toEqual([
      ['people', 1234, 1200, 123500], ['venues', null, null, 88], ['visits', 2300, 2300, 70000], ['suspect_visits', 12, 12, 90], ['checks', 400, 400, 9000],
      ['cases', null, null, 11], ['contacts', 30, 30, 60], ['appeals_decided', 40, 40, 300], ['reported', 5000, 5000, 90000],
    ])
    expect(colourRows(figures()).map(({ key, day, before }) => [key, day, before])).toEqual([['green', 120000, 120100], ['yellow', 3000, 2900], ['red', 456, null]])
  })

  it('have cases and contacts in a chart and in the text for the press', () => {
    const told = figures({ days: [day('2020-03-12', 1, { cases: 21, contacts: 70 })] })
    expect(chartsOf(told).map(({ key }) => key)).toEqual(['registrations', 'visits', 'colours', 'outbreak'])
    expect(pressText(told, 'Qinghai', 'en')).toContain('New cases: 21; contacts recorded: 70.')
  })

  it('are four charts, the earliest day in front', () => {
    const charts = chartsOf(figures())
    expect(charts.map(({ key }) => key)).toEqual(['registrations', 'visits', 'colours', 'outbreak'])
    expect(charts[0]!.lines).toEqual([{ key: 'people', values: [1200, 1234] }])
  })

  it('name a region by the beginning of its codes', () => {
    expect(['000000', '630000', '630100', '630102'].map(prefixOf)).toEqual(['', '63', '6301', '630102'])
  })
})

describe('the text for the press', () => {
  it('says the same numbers in both languages', () => {
    const both = (['zh-CN', 'en'] as const).map((language) => pressText(figures({ days: [day('2020-03-12', null)] }), language === 'en' ? 'Qinghai' : '青海省', language))
    expect(both[0]).toContain('青海省2020年3月12日')
    expect(both[0]).toContain('当日新登记不足10人，场所扫码2,300次')
    expect(both[1]).toContain('fewer than 10 people registered; 2,300 visits')
    for (const text of both) for (const number of ['123,456', '120,000', '3,000', '456', '88', '10:02']) expect(text).toContain(number)
  })
})

describe('its page', () => {
  let page: VueWrapper
  const asked: string[] = []
  beforeAll(async () => {
    const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
    await startI18n({ 'zh-CN': both, en: both })
    startRouter()
    startFilters()
  })
  afterEach(() => {
    page.unmount()
    vi.restoreAllMocks()
  })

  it('asks for 30 days up to the day of the address, and moves by days', async () => {
    go('figures?region=63&on=2020-03-12')
    roles.value = ['auditor']
    vi.spyOn(api, 'get').mockImplementation(((path: string) => (asked.push(path), Promise.resolve(figures()))) as never)
    page = mount(FiguresScreen, { attachTo: document.body })
    await flushPromises()
    expect(asked[0]).toBe('/statistics?region=63&from=2020-02-12&until=2020-03-12')
    expect(page.find('[data-test=figure-people]').text()).toContain('+34')
    expect(page.find('[data-test=figure-venues]').text()).toContain('<10')
    await page.find('[data-test=day-before]').trigger('click')
    await flushPromises()
    expect(asked.at(-1)).toContain('until=2020-03-11')
    expect(location.hash).toContain('on=2020-03-11')
  })
})
