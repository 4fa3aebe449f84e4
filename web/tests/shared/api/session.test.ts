import { beforeEach, describe, expect, it } from 'vitest'
import { NoAnswer, Problem, SessionEnded } from '../../../src/shared/api/problem'
import { Session } from '../../../src/shared/api/session'
import type { SessionTokens } from '../../../src/shared/api/types'
import { personal } from '../../../src/shared/storage/local'
import { someTokens } from '../../support/shapes'

/** Hands out pairs in turn; an Error in their place is thrown. Records tokens and keys. */
function rotation(...answers: (SessionTokens | Error)[]) {
  const asked: { token: string; key: string }[] = []
  const rotate = async (token: string, key: string) => {
    asked.push({ token, key })
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer!
  }
  return { asked, rotate }
}

beforeEach(() => localStorage.clear())

describe('a session', () => {
  it('keeps the refresh token on the device and the access token in memory only', () => {
    const session = new Session(personal, 'session', rotation().rotate)
    session.begin(someTokens(1))
    expect(session.current()).toBe('access1')
    expect(JSON.stringify(localStorage)).toContain('refresh1')
    expect(JSON.stringify(localStorage)).not.toContain('access1')
  })

  it('renews once for many requests at the same time', async () => {
    const { asked, rotate } = rotation(someTokens(2))
    const session = new Session(personal, 'session', rotate)
    session.begin(someTokens(1))
    const renewed = await Promise.all([1, 2, 3].map(() => session.renew('access1')))
    expect(renewed).toEqual(['access2', 'access2', 'access2'])
    expect(asked).toHaveLength(1)
  })

  it('does not renew for a token that has been replaced meanwhile', async () => {
    const { asked, rotate } = rotation()
    const session = new Session(personal, 'session', rotate)
    session.begin(someTokens(2))
    expect(await session.renew('access1')).toBe('access2')
    expect(asked).toHaveLength(0)
  })

  it('repeats a rotation whose answer was lost with the same key, also after a reload', async () => {
    const { asked, rotate } = rotation(new NoAnswer(), someTokens(2), someTokens(3))
    const first = new Session(personal, 'session', rotate)
    first.begin(someTokens(1))
    await expect(first.renew('access1')).rejects.toBeInstanceOf(NoAnswer)
    const reloaded = new Session(personal, 'session', rotate)
    await reloaded.renew(null)
    expect(asked[1]).toEqual(asked[0])
    await reloaded.renew('access2')
    expect(asked[2]!.token).toBe('refresh2')
    expect(asked[2]!.key).not.toBe(asked[0]!.key)
  })

  it('ends when the refresh token is refused, and says so', async () => {
    let ended = 0
    const session = new Session(personal, 'session', rotation(new Problem(401, 'unauthenticated', '')).rotate, () => (ended += 1))
    session.begin(someTokens(1))
    await expect(session.renew('access1')).rejects.toBeInstanceOf(SessionEnded)
    expect(session.exists).toBe(false)
    expect(ended).toBe(1)
  })

  it('survives a service that is down', async () => {
    const session = new Session(personal, 'session', rotation(new Problem(503, 'unavailable', '')).rotate)
    session.begin(someTokens(1))
    await expect(session.renew('access1')).rejects.toBeInstanceOf(Problem)
    expect(session.exists).toBe(true)
  })

  it('uses what another tab has renewed', async () => {
    const { asked, rotate } = rotation()
    const here = new Session(personal, 'session', rotate)
    const there = new Session(personal, 'session', rotate)
    there.begin(someTokens(7))
    await new Promise((done) => setTimeout(done, 30))
    expect(await here.renew(null)).toBe('access7')
    expect(asked).toHaveLength(0)
  })
})
