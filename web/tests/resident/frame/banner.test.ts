import { mount } from '@vue/test-utils'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dropped, waiting } from '../../../src/resident/declare/state/declarations'
import NetworkBanner from '../../../src/resident/frame/parts/NetworkBanner.vue'
import { words } from '../../../src/resident/words'
import type { DeclarationForm } from '../../../src/shared/api/types'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'

const body = {} as DeclarationForm

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
})
beforeEach(() => {
  for (const id of Object.keys(waiting)) delete waiting[id]
  dropped.value = null
})

function banner(): string {
  const shown = mount(NetworkBanner)
  const text = shown.text()
  shown.unmount()
  return text
}

describe('what waits for a network', () => {
  it.each([
    ['en', 1, '1 declaration is waiting. It is sent'],
    ['en', 3, '3 declarations are waiting. They are sent'],
    ['zh-CN', 3, '有 3 次填报等着发出'],
    ['ru', 3, '3 декларации ждут'],
    ['ar', 2, 'هناك إقراران ينتظران'],
  ] as const)('is counted (%s, %i)', async (language, count, said) => {
    await chooseLocale(language)
    for (let n = 0; n < count; n += 1) waiting[`p${n}`] = { body, day: '2020-03-12' }
    expect(banner()).toContain(said)
  })

  it('is never refused without a sentence', async () => {
    await chooseLocale('en')
    dropped.value = { stale: false, sentence: '' }
    expect(banner()).toContain('not accepted: Something went wrong')
  })
})
