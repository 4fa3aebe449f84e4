import { mount } from '@vue/test-utils'
import { beforeAll, expect, it } from 'vitest'
import TravelCard from '../../../src/resident/code/parts/TravelCard.vue'
import BoardingMark from '../../../src/resident/traveller/parts/BoardingMark.vue'
import NextDeadline from '../../../src/resident/traveller/parts/NextDeadline.vue'
import { travelWords } from '../../../src/resident/traveller/words'
import { words } from '../../../src/resident/words'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'
import { LOCALES } from '../../../src/shared/i18n/languages'
import type { HealthCode } from '../../../src/shared/api/types'
import { aCode, aTrip } from '../../support/shapes'

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await travelWords()
})

const risk = (kind: 'lapsed' | 'photos_missing') => ({ kind, text: '', earliest_boarding_on: null })

it.each([
  ['ready', 'Ready to board', { boardable: true }],
  ['closed', 'The journey is over', { closed: true }],
  ['first', 'Declare once', { colour: null }],
  ['expired', 'The code has expired', { expired: true }],
  ['colour', 'Not ready to board', { colour: 'yellow' }],
  ['cannot', 'You cannot board this flight', { risks: [risk('lapsed')] }],
  ['photos', 'Two photos are missing', { required: false, risks: [risk('photos_missing')] }],
  ['days', 'The 14 days are not full yet', {}],
  ['once', 'One more declaration before you board', { required: false }],
] as const)('a journey that is “%s” has one name on the code and on its own page: %s', (standing, title, changes) => {
  const code = aCode({ scheme: 'international', boardable: false, trip: aTrip(), risks: [], ...changes } as Partial<HealthCode>)
  const mark = mount(BoardingMark, { props: { code, now: new Date('2026-11-23T04:00:00Z') } })
  const card = mount(TravelCard, { props: { code, queued: false } })
  expect([mark.attributes('data-standing'), mark.get('h2').text(), card.get('h2').text()]).toEqual([standing, title, title])
})

it.each([
  ['first', { colour: null, streak: null }],
  ['expired', { expired: true, streak: { days: 0, since: null, last_at: null, next_due_at: '2026-11-22T04:00:00Z' } }],
  ['once', { streak: null }],
] as const)('a journey that asks for no declarations and is “%s” speaks of no fourteen days, in any language', async (standing, changes) => {
  const given = { scheme: 'international', boardable: false, required: false, colour: 'green', trip: aTrip(), risks: [], ...changes }
  const props = { code: aCode(given as Partial<HealthCode>), now: new Date('2026-11-23T04:00:00Z') }
  for (const language of LOCALES) {
    await chooseLocale(language)
    const mark = mount(BoardingMark, { props })
    expect(mark.attributes('data-standing')).toBe(standing)
    const [card, deadline] = [TravelCard, NextDeadline].map((part) => mount(part, { props: { ...props, queued: false } }))
    const said = [mark.text(), card!.text(), deadline!.text()]
    expect(deadline!.find('[data-test="deadline-what"]').exists()).toBe(false)
    expect(said.filter((each) => /14|travel\./.test(each)), language).toEqual([])
  }
})
