import { describe, expect, it } from 'vitest'
import { namedDocument, needsCountry } from '../../../src/shared/identity/documents'

describe('a document as the API takes it', () => {
  it.each(['passport', 'travel_document'] as const)('a %s has the country that issued it', (type) => {
    expect(needsCountry(type)).toBe(true)
    expect(namedDocument(type, ' 123 456 789', 'GB')).toEqual({ type, number: '123456789', country: 'GB' })
  })

  it('a Chinese card says its own country', () => {
    expect(namedDocument('id_card', '11010519491231002x', '')).toEqual({ type: 'id_card', number: '11010519491231002X' })
  })
})
