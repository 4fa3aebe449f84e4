import type { components } from '../../shared/api/generated'
import { api } from '../state/staff'

export type Proposal = components['schemas']['Proposal']

/** Pages that are looked through for one open proposal. */
const MOST_PAGES = 10

/** The open proposals of a kind in a region (a prefix of codes, empty for all of one's own), what lapses first in front. */
export async function openProposals(kind: string, region = ''): Promise<Proposal[]> {
  const found: Proposal[] = []
  let cursor: string | null = ''
  for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
    const asked = Object.entries({ kind, region, limit: '100', cursor }).filter(([, value]) => value !== '')
    const answer: { items: Proposal[]; next_cursor: string | null } = await api.get(`/proposals?${new URLSearchParams(asked)}`)
    found.push(...answer.items)
    cursor = answer.next_cursor
  }
  return found
}

/** The one open proposal of a kind about something: by what it is about, a name of the national list by itself. */
export async function openAbout(kind: string, about: string, region = ''): Promise<Proposal | null> {
  return (await openProposals(kind, region)).find(({ subject, content }) => subject === about || content.name === about) ?? null
}
