import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { useDraft } from '../../../src/shared/storage/drafts'

interface Form {
  name: string
  stays: { region: string }[]
}
const blank = (): Form => ({ name: '', stays: [] })
const open = (name = 'form') => effectScope().run(() => useDraft<Form>(name, blank))!

beforeEach(() => localStorage.clear())

describe('a draft', () => {
  it('is there again after a reload, nested parts too', () => {
    const draft = open()
    draft.form.name = '张三'
    draft.form.stays.push({ region: '630102' })
    const again = open()
    expect(again.form).toEqual({ name: '张三', stays: [{ region: '630102' }] })
    expect(again.restored).toBe(true)
  })

  it('is blank at first and after being discarded', () => {
    const draft = open()
    draft.form.name = 'A'
    draft.discard()
    draft.form.name = 'B'
    expect(open().form).toEqual(blank())
    expect(open().restored).toBe(false)
  })

  it('gets fields that were added since it was kept', () => {
    localStorage.setItem('kangma.me.draft.form', JSON.stringify({ name: 'A' }))
    expect(open().form).toEqual({ name: 'A', stays: [] })
  })

  it('survives a broken store', () => {
    localStorage.setItem('kangma.me.draft.form', '{')
    expect(open().form).toEqual(blank())
  })
})
