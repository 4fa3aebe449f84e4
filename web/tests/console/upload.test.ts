import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { again, send, uploads } from '../../src/console/screens/enter/upload'
import { api } from '../../src/console/state/staff'

/** What a browser sends a form with: it answers at once, with the status that stands next. */
const statuses: number[] = []
class Request {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  status = 0
  onload?: () => void
  onerror?: () => void
  open() {}
  send() {
    this.upload.onprogress?.({ loaded: 1, total: 2 })
    this.status = statuses.shift() ?? 0
    if (this.status) this.onload?.()
    else this.onerror?.()
  }
}
const FILE = new File(['姓名'], 'list.csv')
const FORM = { url: 'https://files.example/', fields: { key: 'uploads/i-1' }, expires_at: '2020-03-12T02:17:00Z' }

beforeEach(() => vi.stubGlobal('XMLHttpRequest', Request))
afterEach(() => {
  statuses.length = 0
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a file on its way', () => {
  it('is read as soon as it has come, and a refusal of that harms nothing', async () => {
    const asked = vi.spyOn(api, 'request').mockRejectedValue(new Error())
    statuses.push(204)
    await send('i-1', FILE, FORM)
    expect(asked).toHaveBeenCalledWith('POST', '/imports/i-1/resume', { repeatable: true })
    expect(uploads['i-1']!.state).toBe('sent')
  })

  it('that did not come asks for nothing, and is sent again from memory', async () => {
    const asked = vi.spyOn(api, 'request').mockResolvedValue(undefined as never)
    statuses.push(0, 403, 204)
    await send('i-2', FILE, FORM)
    expect(uploads['i-2']!.state).toBe('failed')
    await again('i-2')
    expect([uploads['i-2']!.state, asked.mock.calls.length]).toEqual(['failed', 0])
    await again('i-2')
    await flushPromises()
    expect([uploads['i-2']!.state, asked.mock.calls.length]).toEqual(['sent', 1])
  })
})
