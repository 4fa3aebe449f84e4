import { describe, expect, it } from 'vitest'
import { createApp } from 'vue'
import CodeActions from '../../../src/resident/code/parts/CodeActions.vue'
import english from '../../../src/resident/code/messages/en'
import chinese from '../../../src/resident/code/messages/zh-CN'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'
import { aCode, aPerson } from '../../support/shapes'

const CHECKED_IN = { required: true, done_today: true, streak: 3, abnormal_today: false }

async function daysOf(checkin: typeof CHECKED_IN): Promise<string> {
  await startI18n({ 'zh-CN': async () => ({ default: chinese }), en: async () => ({ default: english }) })
  await chooseLocale('en')
  const place = document.createElement('div')
  const kept = { code: aCode({ colour: 'yellow', checkin }), etag: null, kept_at: 0 }
  createApp(CodeActions, { person: aPerson(), kept }).mount(place)
  return place.querySelector('[data-test="checkin-days"]')?.textContent ?? ''
}

describe('who has checked in today', () => {
  it('reads the days in a row', async () => {
    expect(await daysOf(CHECKED_IN)).toBe('3 days in a row')
    expect(await daysOf({ ...CHECKED_IN, streak: 1 })).toBe('1 day in a row')
  })

  it('reads that an ill day counts from tomorrow, and no row of none', async () => {
    expect(await daysOf({ ...CHECKED_IN, streak: 0, abnormal_today: true })).toBe('Today counts as ill. The days start to count tomorrow.')
  })
})
