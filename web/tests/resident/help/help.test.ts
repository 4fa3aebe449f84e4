import { describe, expect, it } from 'vitest'
import { DESKS, type Entry, GROUPS } from '../../../src/resident/help/entries'
import english from '../../../src/resident/help/messages/en'
import chinese from '../../../src/resident/help/messages/zh-CN'
import { search } from '../../../src/resident/help/search'

const languages = { chinese, english } as const
const listed = GROUPS.flatMap(({ entries }) => [...entries] as Entry[])

const searchedIn = (words: typeof chinese) =>
  listed.map((name) => ({ name, question: words.answers[name].q, answer: words.answers[name].a, also: words.answers[name].also }))

describe.each(Object.entries(languages))('the help in %s', (_, words) => {
  it('has every question once, in a subject, with an answer', () => {
    expect(new Set(listed).size).toBe(listed.length)
    expect(Object.keys(words.answers).sort()).toEqual([...listed].sort())
    for (const name of listed) for (const part of ['q', 'a', 'also'] as const) expect([name, words.answers[name][part]]).not.toEqual([name, ''])
  })

  it('names every subject and every desk', () => {
    expect(Object.keys(words.helpPage.groups)).toEqual(GROUPS.map(({ name }) => name))
    expect(Object.keys(words.helpPage.desks).sort()).toEqual(DESKS.map(({ name }) => name).sort())
  })

  it('answers in a few sentences', () => {
    const most = words === chinese ? 150 : 420
    expect(listed.filter((name) => words.answers[name].a.length > most)).toEqual([])
  })
})

describe('the search', () => {
  it.each([
    ['收不到验证码', 'noSms', chinese],
    ['忘了填报', 'missed', chinese],
    ['改签', 'changed', chinese],
    ['没有身份证', 'noCard', chinese],
    ['照片上传失败', 'upload', chinese],
    ['干咳', 'mistake', chinese],
    ['北京时间', 'clock', chinese],
    ['孩子', 'forOthers', chinese],
    ['no SMS', 'noSms', english],
    ['no message', 'noSms', english],
    ['How do I get a code?', 'apply', english],
    ['forgot a day', 'missed', english],
    ['transit', 'transit', english],
    ['photo upload fails', 'upload', english],
    ['Hong Kong passport', 'twoPassports', english],
    ['proxy', 'forOthers', english],
  ] as [string, Entry, typeof chinese][])('finds the answer to %j', (query, wanted, words) => {
    expect(search(query, searchedIn(words))[0]?.name).toBe(wanted)
  })

  it('leaves out what fits far less than the best', () => {
    expect(search('no message', searchedIn(english)).length).toBeLessThan(12)
    expect(search('照片', searchedIn(chinese)).length).toBeLessThan(12)
  })

  it('shows everything for an empty question and nothing for what is not there', () => {
    const entries = searchedIn(english)
    expect(search('  ', entries)).toEqual(entries)
    expect(search('zebra crossing', entries)).toEqual([])
    expect(search('？？', entries)).toEqual([])
  })
})
