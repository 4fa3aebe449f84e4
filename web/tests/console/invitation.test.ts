import { beforeEach, describe, expect, it, vi } from 'vitest'

describe('the link of an invitation', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
    vi.resetModules()
    history.replaceState(null, '', '#/')
  })

  it('leaves the address at once and outlives a reload of the tab, nowhere else', async () => {
    history.replaceState(null, '', '#enrol=abc.0123')
    const opened = await import('../../src/console/state/invitation')
    opened.takeInvitation()
    expect(location.hash).toBe('#/enrol')
    vi.resetModules()
    const reloaded = await import('../../src/console/state/invitation')
    reloaded.takeInvitation()
    expect(reloaded.invitation.value).toBe('abc.0123')
    expect(JSON.stringify({ ...localStorage })).not.toContain('abc')
    reloaded.forgetInvitation()
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('abc')
  })

  it('is none for any other address', async () => {
    history.replaceState(null, '', '#/login')
    const { invitation, takeInvitation } = await import('../../src/console/state/invitation')
    takeInvitation()
    expect(invitation.value).toBe('')
    expect(location.hash).toBe('#/login')
  })
})
