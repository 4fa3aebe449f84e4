import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SERVICE_WORDS, isStrong, ownWords } from '../../../src/shared/identity/password'

interface Table {
  service: string[]
  about: { phone: string; name: string; number: string }
  cases: { password: string; strong: boolean; why: string }[]
}

/** The API is tested by the same table (tests/identity/test_passwords.py). */
const table = JSON.parse(readFileSync('../tests/identity/passwords.json', 'utf8')) as Table

describe('passwords', () => {
  it.each(table.cases)('$why', async ({ password, strong }) => {
    expect(await isStrong(password, ownWords(table.about))).toBe(strong)
  })

  it('know the same words of the service as the API', () => {
    expect(SERVICE_WORDS).toEqual(table.service)
  })
})
