import { mount } from '@vue/test-utils'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import CheckResult from '../../src/gate/parts/CheckResult.vue'
import type { Check } from '../../src/gate/state/checks'
import { startI18n } from '../../src/shared/i18n'
import { forgetSheets } from '../../src/shared/routing/sheets'

const answer = { valid: true, colour: 'green', presentation: 'copy', certification: 'certified', name_masked: '王**', document_last4: '0013' }
const check = (changes: object) =>
  ({ id: 'k1', at: new Date(0), verdict: 'green', reasonKey: null, sentence: '', answer, reading: { temperature: null, anomaly: '' }, entry: null, shown: 'HC1:X', compared: null, anomaly: null, takenBack: false, source: 'live', ...changes }) as unknown as Check

beforeAll(() => startI18n({ 'zh-CN': () => import('../../src/gate/messages/zh-CN'), en: () => import('../../src/gate/messages/en') }))
beforeEach(() => {
  history.replaceState(null, '')
  forgetSheets()
})

it.each([{}, { verdict: 'yellow' }, { verdict: 'red' }, { verdict: 'invalid', reasonKey: 'reason.expired' }])('the system’s way back leads from %o to the next check, and settles nothing', (changes) => {
  const result = mount(CheckResult, { props: { check: check(changes), shown: 2000, stays: true } })
  expect(history.state).toHaveProperty('sheet')
  history.replaceState(null, '')
  dispatchEvent(new PopStateEvent('popstate'))
  expect(result.emitted('close')).toHaveLength(1)
  expect(result.emitted('compared')).toBeUndefined()
  result.unmount()
})
