import { type DOMWrapper, mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { beginSession } from '../../../src/resident/account/state/account'
import MessagesScreen from '../../../src/resident/messages/screens/MessagesScreen.vue'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import type { InboxMessage } from '../../../src/shared/api/types'
import { someTokens } from '../../support/shapes'

const aMessage = (changes: Partial<InboxMessage>): InboxMessage => ({ id: 'm', at: '2020-03-12T08:00:00+08:00', kind: 'reminder', person_id: 'p', text: 'x', delivery: null, email: null, push: null, wechat: null, ...changes })

beforeEach(async () => {
  localStorage.clear()
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  beginSession(someTokens(1))
})

/** What stands at `found` below the message; null where nothing does. */
async function shown(item: InboxMessage, found = '[data-test="not-delivered"]', read = (there: DOMWrapper<Element>): string | undefined => there.text().trim()): Promise<string | null> {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items: [item], next_cursor: null })))
  const screen = mount(MessagesScreen)
  await vi.waitFor(() => expect(screen.find('[data-test="messages"] li').exists()).toBe(true))
  const said = screen.find(found)
  const text = said.exists() ? read(said) ?? null : null
  screen.unmount()
  return text
}

it.each([
  [{ wechat: 'sent' }, 'The text message did not arrive; a message by WeChat was sent instead.'],
  [{ push: 'sent' }, 'The text message did not arrive; a notification was sent instead.'],
  [{ email: 'sent', wechat: 'failed' }, 'The text message did not arrive; an e-mail was sent instead.'],
  [{ email: 'failed', wechat: 'failed', push: 'failed' }, 'The text message did not reach your phone.'],
])('a text message that did not arrive: %o', async (others, words) => {
  const said = await shown(aMessage({ delivery: 'failed', ...others }))
  expect(said?.startsWith(words)).toBe(true)
  expect(said === words).toBe(!words.includes('reach'))
})

it.each([{ wechat: 'sent' }, { delivery: 'delivered', wechat: 'failed' }])('nothing is said of one that came another way: %o', async (others) => {
  expect(await shown(aMessage(others))).toBe(null)
})

it.each([
  ['violation', '#/credit'],
  ['violation_reported', '#/credit'],
  ['prior', '#/prior'],
  ['query_asked', '#/requests'],
  ['turned_yellow', undefined],
])('what is told of a %s leads to its screen', async (kind, address) => {
  expect(await shown(aMessage({ kind }), 'li a', (link) => link.attributes('href'))).toBe(address ?? null)
})
