import { type VueWrapper, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it } from 'vitest'
import messages from '../../src/console/messages/en'
import DataTable from '../../src/console/parts/DataTable.vue'
import type { Selection } from '../../src/console/parts/table'
import { startI18n } from '../../src/shared/i18n'

interface Row {
  id: string
  name: string
  people: number
}
const rows: Row[] = Array.from({ length: 10_000 }, (_, at) => ({ id: `r${at}`, name: `county ${at}`, people: (at * 7919) % 10_007 }))
const columns = [
  { key: 'name', title: 'Name', value: (row: Row) => row.name },
  { key: 'people', title: 'People', value: (row: Row) => row.people, number: true },
]

beforeAll(async () => {
  const words = async () => ({ default: messages as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': words, en: words })
  // What a browser would lay out: a window of 500 pixels.
  for (const [name, size] of [['clientHeight', 500], ['clientWidth', 800], ['offsetHeight', 45]] as const) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })
})

const settled = () => new Promise((done) => setTimeout(done, 40))
const chosen: { latest: Selection } = { latest: { of: 'shown', ids: [] } }
async function shown(more: Record<string, unknown> = {}): Promise<VueWrapper> {
  const keep = (now: Selection) => {
    chosen.latest = now
    void wrapper.setProps({ selection: now } as never)
  }
  const wrapper: VueWrapper = mount(DataTable as never, {
    props: { label: 'Counties', rows, columns, selectable: true, searchable: true, found: 10_000, 'onUpdate:selection': keep, 'onUpdate:sort': (sort: string) => wrapper.setProps({ sort } as never), ...more } as never,
    attachTo: document.body,
  })
  await settled()
  return wrapper
}
const texts = (wrapper: VueWrapper) => wrapper.findAll('[data-test=table-row]').map((row) => row.findAll('td').at(1)!.text())
const mark = (name: string) => `[data-test=${name}]`

describe('a table of 10,000 rows', () => {
  it('has only those in sight in the page, and says how many there are', async () => {
    const wrapper = await shown()
    expect(texts(wrapper)[0]).toBe('county 0')
    expect(texts(wrapper).length).toBeLessThan(60)
    expect(wrapper.find(mark('table')).attributes('aria-rowcount')).toBe('10001')
    expect(wrapper.find(mark('table-count')).text()).toBe('10000 found')
    wrapper.unmount()
  })

  it('sorts by a column, up, down, and back', async () => {
    const wrapper = await shown()
    await wrapper.find(mark('sort-people')).trigger('click')
    await settled()
    const least = rows.reduce((one, other) => (other.people < one.people ? other : one))
    expect(texts(wrapper)[0]).toBe(least.name)
    await wrapper.find(mark('sort-people')).trigger('click')
    await settled()
    const most = rows.reduce((one, other) => (other.people > one.people ? other : one))
    expect([texts(wrapper)[0], wrapper.findAll('th')[2]!.attributes('aria-sort')]).toEqual([most.name, 'descending'])
    await wrapper.find(mark('sort-people')).trigger('click')
    await settled()
    expect(texts(wrapper)[0]).toBe('county 0')
    wrapper.unmount()
  })

  it('tells all that is shown from all that is found', async () => {
    const wrapper = await shown({ found: 48_120 })
    await wrapper.find(mark('table-search')).setValue('county 999')
    await settled()
    expect(wrapper.find(mark('table-count')).text()).toBe('11 shown of 48120 found')
    await wrapper.find(mark('pick-shown')).trigger('change')
    await settled()
    expect(wrapper.find(mark('table-chosen')).text()).toContain('11 shown selected')
    expect(chosen.latest).toEqual({ of: 'shown', ids: ['r999', ...Array.from({ length: 10 }, (_, at) => `r999${at}`)] })
    await wrapper.find(mark('pick-found')).trigger('click')
    await settled()
    expect(chosen.latest).toEqual({ of: 'found', count: 48_120 })
    expect(wrapper.find(mark('table-chosen')).text()).toContain('All 48120 found selected')
    await wrapper.find(mark('pick-nothing')).trigger('click')
    await settled()
    expect(wrapper.find(mark('table-chosen')).exists()).toBe(false)
    wrapper.unmount()
  })

  it('chooses nothing that is no longer there or filtered away', async () => {
    const wrapper = await shown()
    await wrapper.findAll('[data-test=table-row] input')[0]!.trigger('click')
    await wrapper.findAll('[data-test=table-row] input')[3]!.trigger('click')
    await settled()
    expect(chosen.latest).toEqual({ of: 'shown', ids: ['r0', 'r3'] })
    await wrapper.find(mark('table-search')).setValue('county 3')
    await settled()
    expect(chosen.latest).toEqual({ of: 'shown', ids: ['r3'] })
    await wrapper.find(mark('table-search')).setValue('')
    await wrapper.setProps({ rows: rows.slice(1) } as never)
    await settled()
    expect(chosen.latest).toEqual({ of: 'shown', ids: ['r3'] })
    wrapper.unmount()
  })
})
