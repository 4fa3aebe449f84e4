import { api } from '../../account/state/account'

interface Page {
  items: unknown[]
  next_cursor?: string | null
}

/** Every item of a list, page by page. */
async function whole(path: string): Promise<unknown[]> {
  const items: unknown[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const page = (await api.request('GET', `${path}limit=100${from}`)) as Page
    items.push(...page.items)
    cursor = page.next_cursor ?? null
  }
  return items
}

/** What is kept of somebody, by the name of each list. Raises Problem, NoAnswer. */
async function ofPerson(person: { id: string }): Promise<Record<string, unknown>> {
  const under = `/people/${person.id}`
  return {
    person,
    declarations: await whole(`${under}/declarations?`),
    visits: await whole(`${under}/visits?`),
    phones: (await api.get(`/people/${person.id}/devices`)).items,
    looked_at_by: await whole(`/me/lookers?person_id=${person.id}&`),
  }
}

/** All that the account may read of itself and its people, as one document. Raises Problem, NoAnswer. */
export async function myData(now: Date = new Date()): Promise<Record<string, unknown>> {
  const { items: people } = await api.get('/people')
  const each = []
  for (const person of people) each.push(await ofPerson(person))
  return {
    made_at: now.toISOString(),
    preferences: await api.get('/me/preferences'),
    sessions: (await api.get('/me/sessions')).items,
    messages: await whole('/me/messages?'),
    people: each,
  }
}

/** Hands the document over as a file. */
export function saveAsFile(data: unknown, name: string): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
