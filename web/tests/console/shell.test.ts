import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { filterBy, filters, startFilters, useFilter } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'
import { deskScreens, homeFor, menuFor, screensFor } from '../../src/console/screens'
import { AWAY_AFTER, away, check, noteHand } from '../../src/console/shell/away'
import { instantShort, spanOf } from '../../src/console/shell/instants'
import { actionOf, followKeys, keysOn, keysShown, screenKeys } from '../../src/console/shell/keys'
import { cover, reveal, revealed } from '../../src/console/shell/reveals'
import { remember, takeWanted } from '../../src/console/shell/returning'
import { sendOnce } from '../../src/console/shell/sending'
import { NoAnswer, Problem } from '../../src/shared/api/problem'
import { api } from '../../src/console/state/staff'
import english from '../../src/console/messages/en'

startRouter()
startFilters()
beforeEach(() => {
  go('work')
  localStorage.clear()
  cover()
})

describe('the menu', () => {
  it('has the screens of one’s roles and no others', () => {
    for (const role of ['reviewer', 'epidemiologist', 'supervisor', 'auditor', 'exchange_desk']) {
      const names = menuFor([role]).flatMap(({ screens }) => screens.map(({ name }) => name))
      expect(names).toEqual(deskScreens.filter((screen) => screen.group && (screen.roles as readonly string[]).includes(role)).map(({ name }) => name).sort((a, b) => names.indexOf(a) - names.indexOf(b)))
    }
    expect(menuFor(['gate'])).toEqual([])
    expect(homeFor(['gate'])).toBe('account')
  })

  it('has words for each, and each screen one folder with its name', () => {
    for (const { name } of deskScreens) expect(english.nav).toHaveProperty(name)
    expect(new Set(deskScreens.map(({ name }) => name)).size).toBe(deskScreens.length)
  })

  it('says "not yours" by address where it is another role’s', () => {
    for (const screen of deskScreens) {
      expect(screensFor(screen.roles)[screen.name]).toBe(screen)
      expect(screensFor(['gate'])[screen.name]).not.toBe(screen)
      expect(screensFor(['gate'])[screen.name]!.title).toBe(screen.title)
    }
  })
})

describe('filters', () => {
  it('stand in the address, without a step for the back key, and go with the screen', () => {
    const before = history.length
    filterBy({ queue: 'case', region: '63' })
    expect(location.hash).toBe('#/work?queue=case&region=63')
    expect(history.length).toBe(before)
    const queue = useFilter('queue', 'all')
    expect(queue.value).toBe('case')
    queue.value = 'all'
    expect(location.hash).toBe('#/work?region=63')
    go('ratings')
    expect(filters.value).toEqual({})
    go('work?queue=x')
    expect(filters.value).toEqual({ queue: 'x' })
  })
})

describe('a name', () => {
  const subject = { kind: 'people', id: 'p-1' } as const

  it('is opened for a reason, each time with a key of its own, and covered when the screen is left', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ name: '测试', document: { type: 'id_card', number: '63', country: 'CN' } })
    const open = revealed(() => subject)
    expect(open.value).toBeNull()
    await reveal(subject, 'tracing')
    await reveal({ kind: 'cases', id: 'c' }, 'appeal')
    expect(post.mock.calls.map(([path, body]) => [path, body])).toEqual([['/people/p-1/reveals', { reason: 'tracing' }], ['/cases/c/reveals', { reason: 'appeal' }]])
    expect(new Set((post.mock.calls as unknown[][]).map((call) => (call[2] as { key: string }).key)).size).toBe(2)
    expect(open.value?.name).toBe('测试')
    go('ratings')
    expect(open.value).toBeNull()
    post.mockRestore()
  })

  it('is covered after 15 minutes without a hand, and stays so when somebody comes back', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ name: '测试', document: { type: 'id_card', number: '63', country: 'CN' } })
    vi.useFakeTimers()
    noteHand()
    await reveal(subject, 'tracing')
    vi.setSystemTime(Date.now() + AWAY_AFTER - 1)
    check()
    expect(revealed(() => subject).value).not.toBeNull()
    vi.setSystemTime(Date.now() + 1)
    check()
    expect(away.value).toBe(true)
    noteHand()
    expect([away.value, revealed(() => subject).value]).toEqual([false, null])
    vi.useRealTimers()
    post.mockRestore()
  })

  it('is covered by the first key after a sleep in which no timer ran', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ name: '测试', document: { type: 'id_card', number: '63', country: 'CN' } })
    vi.useFakeTimers()
    noteHand()
    await reveal(subject, 'tracing')
    vi.setSystemTime(Date.now() + 8 * 3600_000)
    noteHand()
    expect(revealed(() => subject).value).toBeNull()
    vi.useRealTimers()
    post.mockRestore()
  })
})

describe('single keys', () => {
  const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    target.dispatchEvent(event)
    return event
  }

  it('act unless somebody types, holds a shortcut, has a dialog open, or switched them off', () => {
    const run = vi.fn()
    screenKeys.push({ key: 'j', words: 'keys.help', run })
    const field = document.body.appendChild(document.createElement('input'))
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    followKeys(press('j'))
    expect(run).toHaveBeenCalledTimes(1)
    expect(actionOf(press('j', field))).toBeUndefined()
    expect(actionOf(press('j', document.body, { ctrlKey: true }))).toBeUndefined()
    document.body.append(dialog)
    expect(actionOf(press('j'))).toBeUndefined()
    dialog.remove()
    keysOn.value = false
    expect(actionOf(press('j'))).toBeUndefined()
    followKeys(press('?'))
    expect([keysShown.value, run.mock.calls.length]).toEqual([true, 1])
    keysOn.value = true
    screenKeys.splice(0)
  })
})

describe('a write', () => {
  it('keeps its key while no answer came, for the same body alone, and lets it go with any answer', async () => {
    const keys: string[] = []
    const dead = (key: string) => (keys.push(key), Promise.reject(new NoAnswer('')))
    const refused = (key: string) => (keys.push(key), Promise.reject(new Problem(409, 'conflict', '')))
    const answered = (key: string) => (keys.push(key), Promise.resolve('done'))
    await expect(sendOnce('decide.p', { a: 1 }, dead)).rejects.toBeInstanceOf(NoAnswer)
    await expect(sendOnce('decide.p', { a: 1 }, refused)).rejects.toBeInstanceOf(Problem)
    await expect(sendOnce('decide.p', { a: 1 }, dead)).rejects.toBeInstanceOf(NoAnswer)
    expect(await sendOnce('decide.p', { a: 2 }, answered)).toBe('done')
    expect(await sendOnce('decide.p', { a: 2 }, answered)).toBe('done')
    expect(keys[0]).toBe(keys[1])
    expect(new Set(keys.slice(1)).size).toBe(4)
  })
})

describe('after a login that ended', () => {
  it('one comes back to the same screen, once', async () => {
    remember('#/decide/p-1?from=work')
    await nextTick()
    expect(sessionStorage.getItem('kangma.console.wanted')).toContain('decide/p-1')
    expect(takeWanted()).toBe('decide/p-1?from=work')
    expect(takeWanted()).toBe('')
  })
})

it.each([
  [20_000, { unit: 'minutes', n: 1 }],
  [-119 * 60_000, { unit: 'minutes', n: 119 }],
  [2 * 3600_000, { unit: 'hours', n: 2 }],
  [47 * 3600_000, { unit: 'hours', n: 47 }],
  [49 * 3600_000, { unit: 'days', n: 2 }],
])('says %d ms as people do', (milliseconds, span) => expect(spanOf(milliseconds)).toEqual(span))

it('says an instant of today by its time, another with its day', () => {
  const today = new Date('2026-03-12T04:00:00Z')
  expect(instantShort('2026-03-12T02:02:00Z', 'en', today)).toBe('10:02')
  expect(instantShort('2026-03-10T02:02:00Z', 'en', today)).toBe('10 Mar 10:02')
})
