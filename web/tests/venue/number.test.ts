import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, expect, it, vi } from 'vitest'
import { spokenVenueNumber } from '../../src/shared/codes/venueNumber'
import { startI18n } from '../../src/shared/i18n'

const revokePosters = vi.fn()
vi.mock('../../src/venue/state/venues', () => ({ revokePosters }))
const { default: DoorRow } = await import('../../src/venue/parts/DoorRow.vue')
const { default: RevokePosters } = await import('../../src/venue/parts/RevokePosters.vue')

const EAST = { number: 2, name: 'East' }

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n({ en: () => import('../../src/venue/messages/en'), 'zh-CN': () => import('../../src/venue/messages/zh-CN') })
})

it('a number is grouped as the poster groups it', () => {
  expect([spokenVenueNumber('1234567890'), spokenVenueNumber('1234567890', 12)]).toEqual(['1234 567 890', '1234 567 890-12'])
})

it.each([
  ['1234567890', ['Venue number 1234 567 890-2']],
  [null, []],
])('a door of a venue whose number is %s shows %s', (number, shown) => {
  const row = mount(DoorRow, { props: { venueId: 'v', venueName: 'V', number, door: EAST, doors: [EAST], manages: true } })
  expect(row.findAll('[data-test="venue-number"]').map((each) => each.text())).toEqual(shown)
})

it.each([true, false])('the screen asks for the new number where the posters were revoked: %s', async (answered) => {
  revokePosters.mockReset()
  if (answered) revokePosters.mockResolvedValue({})
  else revokePosters.mockRejectedValue(new Error('no'))
  const part = mount(RevokePosters, { props: { venueId: 'v' } })
  await part.get('[data-test="revoke-posters"]').trigger('click')
  await part.get('[data-test="revoke-sure"]').trigger('click')
  await flushPromises()
  expect(part.emitted('revoked')?.length ?? 0).toBe(answered ? 1 : 0)
})
