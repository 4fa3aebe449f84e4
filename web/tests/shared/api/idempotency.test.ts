import { beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, keyFor, newKey, settle } from '../../../src/shared/api/idempotency'

const NOW = Date.UTC(2020, 2, 12)
const HOUR = 3_600_000

beforeEach(() => localStorage.clear())

describe('the key of an action', () => {
  it('stays while the body is the same', () => {
    expect(keyFor('person', { name: 'A' }, NOW)).toBe(keyFor('person', { name: 'A' }, NOW + HOUR))
  })

  it('changes with the body', () => {
    expect(keyFor('person', { name: 'A' }, NOW)).not.toBe(keyFor('person', { name: 'B' }, NOW))
  })

  it('changes once the action is done', () => {
    const before = keyFor('person', {}, NOW)
    settle('person')
    expect(keyFor('person', {}, NOW)).not.toBe(before)
  })

  it('is not used for longer than the API keeps it', () => {
    expect(keyFor('person', {}, NOW)).not.toBe(keyFor('person', {}, NOW + 24 * HOUR))
  })

  it('keeps nothing of the body on the device', () => {
    keyFor('person', { number: '11010519491231002X' }, NOW)
    expect(JSON.stringify(localStorage)).not.toContain('19491231')
  })
})

it('fingerprints differ for small changes', () => {
  const prints = Array.from({ length: 500 }, (_, n) => fingerprint({ temperature: n }))
  expect(new Set(prints).size).toBe(500)
})

it('makes keys that are UUIDs', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
