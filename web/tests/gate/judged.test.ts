import { describe, expect, it } from 'vitest'
import { type Check, judged, toCompare } from '../../src/gate/state/checks'
import { NOTHING, pending, takeReading } from '../../src/gate/state/readings'

describe('what the guard is told', () => {
  const answer = { valid: true, reason: null, colour: 'green', certification: 'certified', presentation: 'device' } as Parameters<typeof judged>[0]

  it.each([
    [{}, null, 'green', null],
    [{}, 37.2, 'green', null],
    [{}, 37.3, 'yellow', 'result.fever'],
    [{ colour: 'red' }, 38, 'red', null],
    [{ presentation: 'copy' }, null, 'green', null],
    [{ presentation: 'stale' }, null, 'invalid', 'result.presentation.stale'],
    [{ valid: false, reason: 'revoked', colour: null }, null, 'invalid', 'reason.revoked'],
    [{ colour: null }, null, 'unknown', 'result.noCode'],
  ] as const)('%o with %s °C', (change, temperature, verdict, reasonKey) => {
    expect(judged({ ...answer, ...change }, { temperature, anomaly: '' })).toMatchObject({ verdict, reasonKey })
  })
  it('a sign that was reported turns green to yellow, and leaves red as it is', () => {
    const reading = { temperature: 36.5, anomaly: 'cough' }
    expect(judged(answer, reading)).toMatchObject({ verdict: 'yellow', reasonKey: 'result.reported' })
    expect(judged({ ...answer, colour: 'red' }, reading).verdict).toBe('red')
  })

  it.each([
    ['device', 'certified', 'live', ''],
    ['device', 'certified', 'here', 'list'],
    ['device', 'pending', 'live', 'pending'],
    ['device', 'refused', 'live', 'refused'],
    ['copy', 'certified', 'live', 'copy'],
    ['copy', 'pending', 'live', 'copy'],
  ] as const)('%s, %s, %s: to compare %s', (presentation, certification, source, expected) => {
    const check = { verdict: 'green', answer: { ...answer, presentation, certification }, source, compared: null, shown: 'HC1:' } as unknown as Check
    expect(toCompare(check)).toBe(expected)
    expect(toCompare({ ...check, shown: '' })).toBe('lookup')
    expect(toCompare({ ...check, compared: true })).toBe('')
    expect(toCompare({ ...check, verdict: 'yellow' })).toBe('')
  })

  it('a reading waits for a code that is somebody’s', () => {
    pending.value = { temperature: 36.5, anomaly: '' }
    expect(takeReading({ ...answer, presentation: 'stale' })).toEqual(NOTHING)
    expect(takeReading({ ...answer, valid: false })).toEqual(NOTHING)
    expect([takeReading(answer).temperature, pending.value]).toEqual([36.5, NOTHING])
  })
})
