import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import ChangeForm from '../../src/console/screens/staff/ChangeForm.vue'
import InviteForm from '../../src/console/screens/staff/InviteForm.vue'
import words from '../../src/console/screens/staff/messages/en'
import { type Member, chosenOf, gives, mayApprove } from '../../src/console/screens/staff/state'
import { api } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'

const member = (more: Partial<Member> = {}): Member => ({ id: 'staff-1', login: 'one', roles: ['epidemiologist', 'reviewer'], region: '6301', active: true, enrolled: true, has_document: true, own: false, last_login_at: null, sessions: 0, ...more })
let form: VueWrapper
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  form?.unmount()
  vi.restoreAllMocks()
})
const mark = (name: string) => form.find(`[data-test="${name}"]`)

describe('who may approve designations in 63', () => {
  it.each([
    ['a supervisor of the province', { roles: ['supervisor'], region: '63' }, true],
    ['an epidemiologist of the whole country', { region: '' }, true],
    ['an epidemiologist of a city there', {}, false],
    ['a reviewer of the province', { roles: ['reviewer'], region: '63' }, false],
    ['one switched off', { region: '63', active: false }, false],
    ['one that is not set up', { region: '63', enrolled: false }, false],
    ["one that is nobody's", { region: '63', has_document: false }, false],
  ])('%s', (_, more, may) => expect(mayApprove(member(more), 'designation', '63')).toBe(may))

  it('are found among all', () => {
    const all = [member({ id: 'a', region: '63' }), member({ id: 'b' }), member({ id: 'c', region: '34' }), member({ id: 'd', region: '63', active: false })]
    const ids = (more: object) => chosenOf(all, { role: '', region: '63', approves: '', off: false, ...more }).map(({ id }) => id)
    expect([ids({ approves: 'designation' }), ids({}), ids({ off: true }), ids({ role: 'auditor' })]).toEqual([['a'], ['a', 'b'], ['a', 'b', 'd'], []])
  })
})

describe('a change', () => {
  it.each([
    ['fewer roles', { roles: ['reviewer'] }, false],
    ['another role', { roles: ['reviewer', 'supervisor'] }, true],
    ['a narrower region', { region: '630102' }, false],
    ['a wider region', { region: '63' }, true],
    ['another region', { region: '34' }, true],
    ['switched off', { active: false }, false],
  ])('%s', (_, more, two) => expect(gives(member(), { roles: ['epidemiologist', 'reviewer'], region: '6301', active: true, ...more })).toBe(two))

  it('switched on again takes two', () => expect(gives(member({ active: false }), { roles: member().roles, region: '6301', active: true })).toBe(true))

  it('says what it takes before it is sent, and sends what differs alone', async () => {
    form = mount(ChangeForm, { props: { member: member() }, attachTo: document.body })
    const patch = (vi.spyOn(api, 'patch') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue(member({ roles: ['reviewer'] }))
    expect(mark('effect').text()).toBe('Nothing is changed yet.')
    await mark('tick-supervisor').setValue(true)
    expect(mark('effect').text()).toContain('a second supervisor has to agree')
    await mark('tick-supervisor').setValue(false)
    await mark('tick-epidemiologist').setValue(false)
    expect(mark('effect').text()).toContain('holds at once')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect([mark('fault-reason').exists(), patch.mock.calls.length]).toEqual([true, 0])
    await mark('input-reason').setValue('moved to another office')
    await form.find('form').trigger('submit')
    await flushPromises()
    expect(patch.mock.calls[0]!.slice(0, 2)).toEqual(['/staff/staff-1', { roles: ['reviewer'], region: null, active: null, reason: 'moved to another office' }])
  })

  it('switches a login off by one hand', async () => {
    form = mount(ChangeForm, { props: { member: member() }, attachTo: document.body })
    const patch = (vi.spyOn(api, 'patch') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue(member({ active: false }))
    await mark('tick-supervisor').setValue(true)
    await mark('input-reason').setValue('left')
    await mark('switch-off').trigger('click')
    await flushPromises()
    expect(patch.mock.calls[0]![1]).toEqual({ roles: null, region: null, active: false, reason: 'left' })
  })
})

it('an invitation names what is missing at its field, and is proposed', async () => {
  form = mount(InviteForm, { attachTo: document.body })
  const post = (vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ id: 'p1', status: 'proposed' })
  await form.find('form').trigger('submit')
  await flushPromises()
  const faults = ['login', 'roles', 'document.number', 'phone', 'reason'].map((field) => mark(`fault-${field}`).exists())
  expect([faults, post.mock.calls.length]).toEqual([Array(5).fill(true), 0])
  await mark('input-login').setValue('reviewer-9')
  await mark('tick-reviewer').setValue(true)
  await mark('input-document.type').setValue('passport')
  await mark('input-document.number').setValue('E12345678')
  await mark('input-document.country').setValue('jpn')
  await mark('input-phone').setValue('13500000000')
  await mark('input-reason').setValue('a new colleague')
  await form.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual([
    '/staff/invitations',
    { login: 'reviewer-9', roles: ['reviewer'], region: '', document: { type: 'passport', number: 'E12345678', country: 'JPN' }, phone: '13500000000', email: null, reason: 'a new colleague' },
  ])
  expect(mark('made-link').attributes('href')).toBe('#/decide/p1')
})
