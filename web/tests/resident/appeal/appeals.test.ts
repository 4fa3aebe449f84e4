import { describe, expect, it } from 'vitest'
import { appealFaults, blankAppeal } from '../../../src/resident/appeal/state/appeals'

describe('an appeal', () => {
  it('needs a subject and words', () => {
    expect(appealFaults(blankAppeal())).toEqual({ category: 'appeal.choose', text: 'appeal.empty' })
    expect(appealFaults({ category: 'colour', text: '   ', declaration: '' })).toEqual({ text: 'appeal.empty' })
    expect(appealFaults({ category: 'declaration', text: '没有咳嗽', declaration: '' })).toEqual({})
  })
})
