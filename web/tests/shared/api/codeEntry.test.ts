import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref } from 'vue'
import type { KeptChallenge } from '../../../src/shared/api/loginCodes'
import { NoAnswer, Problem } from '../../../src/shared/api/problem'
import { useCodeEntry } from '../../../src/shared/api/useCodeEntry'

const challenge = ref<KeptChallenge | null>(null)
const request = vi.fn(async () => undefined)
let entry: ReturnType<typeof useCodeEntry>

beforeEach(() => {
  challenge.value = { id: 'c1', phone: '+8613800000001', via: 'email', expires: Date.now() + 300_000, resend: Date.now() + 60_000 }
  createApp(defineComponent({ setup: () => ((entry = useCodeEntry(challenge, async () => 'delivered', request)), () => h('div')) })).mount(document.createElement('div'))
})
afterEach(() => request.mockClear())

it('asks for another one the same way, and closes what was open', async () => {
  entry.asking.value = true
  await entry.again()
  expect([request.mock.calls, entry.asking.value, entry.resent.value]).toEqual([[['+8613800000001', 'email']], false, true])
  await entry.again('sms')
  expect(request).toHaveBeenLastCalledWith('+8613800000001', 'sms')
})

it('a code that is too old may be asked for again at once, a wrong one may not', async () => {
  const refused = (code: string) => entry.run(() => Promise.reject(new Problem(401, code, code)).catch(entry.explain))
  await refused('invalid_code')
  expect(entry.wait.value).toBeGreaterThan(0)
  await refused('code_expired')
  expect(entry.wait.value).toBe(0)
})

it('keeps what was said of a code until the next digit', async () => {
  entry.typed.value = '123456'
  await nextTick()
  entry.check({ code: 'Wrong' })
  entry.typed.value = ''
  await nextTick()
  expect(entry.faults.value).toEqual({ code: 'Wrong' })
  entry.typed.value = '1'
  await nextTick()
  expect(entry.faults.value).toEqual({})
})

it('keeps the digits where nobody answered, and makes room where they are wrong', async () => {
  const tried = async (error: Error) => {
    entry.typed.value = '123456'
    await entry.run(() => Promise.reject(error))
    entry.dropWrong()
    return entry.typed.value
  }
  expect(await tried(new NoAnswer())).toBe('123456')
  expect(await tried(new Problem(503, 'unavailable', 'Busy'))).toBe('123456')
  expect(await tried(new Problem(401, 'invalid_code', 'Wrong'))).toBe('')
})
