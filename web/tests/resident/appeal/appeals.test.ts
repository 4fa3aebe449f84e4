import { describe, expect, it } from 'vitest'
import { about, appealFaults, blankAppeal } from '../../../src/resident/appeal/state/appeals'

describe('an appeal', () => {
  it('needs a subject and words', () => {
    expect(appealFaults(blankAppeal())).toEqual({ category: 'appeal.choose', text: 'appeal.empty' })
    expect(appealFaults({ ...blankAppeal(), category: 'colour', text: '   ' })).toEqual({ text: 'appeal.empty' })
    expect(appealFaults({ ...blankAppeal(), category: 'declaration', text: '没有咳嗽' })).toEqual({})
  })

  it('begins with what the address names', () => {
    expect(about('credit.0a1b')).toMatchObject({ category: 'credit', violation: '0a1b', decision: '' })
    expect(about('hold.630102')).toMatchObject({ category: 'colour', decision: '630102', violation: '' })
    expect(about('0a1b-1583-2c3d')).toMatchObject({ category: 'declaration', declaration: '0a1b-1583-2c3d' })
    expect(about('')).toEqual({ decision: '', violation: '' })
  })
})
