import { beforeEach, expect, it, vi } from 'vitest'
import { afterSteps, forgetSheets, openSheet } from '../../../src/shared/routing/sheets'

beforeEach(() => {
  history.replaceState(null, '', '#/me')
  forgetSheets()
})

const step = (state: unknown) => {
  history.replaceState(state, '')
  dispatchEvent(new PopStateEvent('popstate', { state }))
}

it('a step back closes the sheet that is on top, and only that', () => {
  const closed: string[] = []
  const below = openSheet(() => closed.push('below'))
  const under = history.state
  const upper = openSheet(() => closed.push('upper'))
  step(under)
  expect(closed).toEqual(['upper'])
  upper()
  step(null)
  expect(closed).toEqual(['upper', 'below'])
  below()
})

it('a sheet that is closed takes its step out, and what follows waits for that', () => {
  const back = vi.spyOn(history, 'back').mockImplementation(() => undefined)
  const done = openSheet(() => undefined)
  done()
  expect(back).toHaveBeenCalledOnce()
  const followed = vi.fn()
  afterSteps(followed)
  expect(followed).not.toHaveBeenCalled()
  step(null)
  expect(followed).toHaveBeenCalledOnce()
  back.mockRestore()
})

it('a page that was loaded anew has no sheet', () => {
  openSheet(() => undefined)
  forgetSheets()
  expect(history.state).toBeNull()
})

it('a sheet that takes the place of another waits until that one has taken its step out', () => {
  const back = vi.spyOn(history, 'back').mockImplementation(() => undefined)
  const push = vi.spyOn(history, 'pushState')
  const closed = vi.fn()
  openSheet(() => undefined)()
  push.mockClear()
  const done = openSheet(closed)
  openSheet(() => undefined)()
  expect(push).not.toHaveBeenCalled()
  step(null)
  expect(push).toHaveBeenCalledOnce()
  expect(closed).not.toHaveBeenCalled()
  step(null)
  expect(closed).toHaveBeenCalledOnce()
  done()
  push.mockRestore()
  back.mockRestore()
})
