import { describe, expect, it } from 'vitest'
import { type EnteredField, cellsOf, changedParts, headingOf, pasted, serialDay, shownOrder, trimmed } from '../../src/console/screens/enter/grid'
import { type LineProblem, KINDS, actsOf, becameOf, kindsFor, linesOf, type Import } from '../../src/console/screens/enter/state'
import { columnsOf, headingOf as columnHeading, templateOf } from '../../src/console/screens/enter/template'
import { formatOf } from '../../src/console/screens/enter/upload'

const FIELDS: EnteredField[] = [
  { field: 'document.type', names: ['证件类型'], required: false },
  { field: 'document.number', names: ['证件号码', '身份证号'], required: true },
  { field: 'name', names: ['姓名'], required: false },
  { field: 'last_exposure', names: ['最后接触日期'], required: true },
]
const SHOWN = shownOrder(FIELDS)

describe('a block from a spreadsheet', () => {
  it('is parted by tabs and line ends, but for those in quotation marks', () => {
    expect(cellsOf('a\tb\r\n"one\ntwo"\t"say ""x"""\r\n')).toEqual([['a', 'b'], ['one two', 'say "x"']])
  })

  it('goes by its heading, whatever order that has; what no field is called is told', () => {
    const block = cellsOf('身份证号（必填）\t备注\t姓名\n630102\tx\t测试人')
    const heading = headingOf(block[0]!, FIELDS)!
    expect(heading.left).toEqual(['备注'])
    expect(pasted([], block, { row: 1, column: 0 }, SHOWN, heading)).toEqual([['', '', '', ''], ['', '630102', '测试人', '']])
  })

  it('goes in from the active cell on, in the order that is shown, where it has none', () => {
    expect(SHOWN).toEqual([2, 1, 3, 0])
    const block = cellsOf('测试人\t630102\t2020-03-08')
    expect(headingOf(block[0]!, FIELDS)).toBeNull()
    expect(pasted([], block, { row: 0, column: 0 }, SHOWN, null)).toEqual([['', '630102', '测试人', '2020-03-08']])
  })
})

describe('rows', () => {
  it('are kept part by part: only those that are another', () => {
    const rows = Array.from({ length: 250 }, (_, at) => [String(at)])
    const other = rows.map((row, at) => (at === 150 ? ['x'] : row))
    expect(changedParts(rows, other)).toEqual([1])
    expect(changedParts(rows, rows.slice(0, 90))).toEqual([0, 1, 2])
    expect(trimmed([['a'], [''], [' ']])).toEqual([['a']])
  })

  it('know which number of a spreadsheet is which day', () => {
    expect(serialDay('43891')).toBe('2020-03-01')
    expect(serialDay('４３８９１')).toBe('2020-03-01')
    expect([serialDay('630102'), serialDay('2020-03-01'), serialDay('12345')]).toEqual([null, null, null])
  })
})

describe('an import', () => {
  it('shows the errors of a line together, each under its cell', () => {
    const error = (column: string, detail: string, line = 3): LineProblem => ({ line, column, code: 'x', detail, cells: { 证件号码: '4.4E+17', 姓名: '测*' } })
    const [one, other] = linesOf([error('证件号码', 'Lost.'), error('姓名', 'Odd.'), error('document.country', 'Needed.', 4)])
    expect(one).toMatchObject({ line: 3, faults: { 证件号码: 'Lost.', 姓名: 'Odd.' } })
    expect(other!.faults).toEqual({ '': 'document.country: Needed.' })
  })

  it('says of each group of lines what became of it, and how many are left while they are worked off', () => {
    const counted = { good: 5, bad: 2, repeated: 1, known: 1, accepted_at: null, status: 'checked', outcomes: {} } as unknown as Import
    const told = (more: object) => becameOf({ ...counted, ...more } as Import).map(({ name, lines, became }) => [name, lines, Object.fromEntries(became)])
    expect(told({})).toEqual([['good', 5, {}], ['bad', 2, {}], ['repeated', 1, {}], ['known', 1, {}]])
    expect(told({ status: 'applying', accepted_at: 'x', outcomes: { accepted: 2, failed: 1 } })[0]).toEqual(['good', 5, { accepted: 2, left: 2 }])
    const done = told({ status: 'done', accepted_at: 'x', good: 4, bad: 3, outcomes: { accepted: 1, waiting_match: 3, own_record: 1, no_effect: 0 } })
    expect(done.slice(0, 2)).toEqual([['good', 4, { waiting_match: 3, accepted: 1 }], ['bad', 3, { own_record: 1 }]])
    expect(told({ status: 'undone', accepted_at: 'x', outcomes: { undone: 2 } }).at(-1)).toEqual(['other', 2, { undone: 2 }])
  })

  it('has a template of each kind in both languages, whose headings are read as their columns', () => {
    for (const kind of KINDS) {
      for (const locale of ['zh-CN', 'en']) {
        const file = decodeURIComponent(templateOf(kind, locale).slice('data:text/csv;charset=utf-8,'.length))
        const names = file.replace('\uFEFF', '').trim().split(',')
        const columns = columnsOf(kind)
        expect(file.startsWith('\uFEFF')).toBe(true)
        expect(names).toEqual(columns.map((column) => columnHeading(column, locale)))
        expect(headingOf(names, columns)).toEqual({ places: columns.map((_, at) => at), left: [] })
      }
      expect(columnsOf(kind).map(({ required }) => required)).toEqual(columnsOf(kind).map(({ required }) => required).sort((one, other) => Number(other) - Number(one)))
    }
  })

  it('is stopped, tried or gone on with, as it stands', () => {
    const of = (status: string, more = {}) => actsOf({ status, proposal: null, ...more } as Import)
    expect(of('checked', { proposal: { dry_run: null } })).toEqual(['stop', 'dry-run'])
    expect([of('stopped'), of('done'), of('applying')]).toEqual([['resume'], [], ['stop']])
    expect(kindsFor(['supervisor'])).toEqual(['designations'])
    expect([formatOf('密接.XLSX'), formatOf('a.csv'), formatOf('a.pdf')]).toEqual(['xlsx', 'csv', null])
  })
})
