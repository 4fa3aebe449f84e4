import { ref } from 'vue'
import type { ApiClient } from '../../shared/api/client'
import type { Revocations } from '../../shared/api/generated'
import type { KeyDocument, ListEntry } from '../../shared/api/types'
import { type Bytes, ascii, sha256 } from '../../shared/codes/bytes'
import { type FormerKeyDocument, type KeyRing, keyRing } from '../../shared/codes/keyRing'
import { type RevokedList, checkList } from '../../shared/codes/revocations'
import type { StaleRule } from '../../shared/codes/stale'
import { drop, fetchKept, keep, namesKept } from '../../shared/storage/database'
import { noteInstant, trueNow } from '../../shared/time/trueTime'

/** What a gate carries for when the network is away: the keys, the lists of ended codes, and how old they are. */
interface KeptEnds {
  /** Until when nothing ended that is not known here, as an instant; empty if there is a gap. */
  until: string
  lists: ListEntry[]
  items: string[]
}

export interface Carried {
  /** The keys of health codes. */
  ring: KeyRing
  lists: RevokedList[]
  ended: Set<string>
  /** Tokens that are too old by these are to be opened again. */
  stale: StaleRule[]
}

/** Instants of the API's clock: when the keys were last read, and until when every ended code is known here. */
export const keysAt = ref<string | null>(null)
export const endedUntil = ref<string | null>(null)

export let carried: Carried | null = null

const LIST = 'list.'
const FULL_PAGE = 5_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What the signed lists say. */
type Listed = Pick<Carried, 'lists' | 'stale'>

interface Rings {
  codes: KeyRing
  lists: KeyRing
}

async function ringsOf(document: KeyDocument | FormerKeyDocument): Promise<Rings> {
  return { codes: await keyRing(document, 'health_code'), lists: await keyRing(document, 'revocation_list') }
}

async function keepKeys(api: ApiClient): Promise<Rings> {
  const document = await api.get('/keys', { signedIn: false })
  const rings = await ringsOf(document)
  const at = trueNow().toISOString()
  await keep('gate', 'keys', { document, at })
  keysAt.value = at
  // In force at once, whatever becomes of the lists: strangers may know a key that is missing now.
  if (carried) carried = { ...carried, ring: rings.codes }
  return rings
}

async function bodyOf(api: ApiClient, entry: ListEntry): Promise<Bytes> {
  const kept = await fetchKept<Bytes>('gate', LIST + entry.id)
  if (kept) return kept
  const blob = await api.file(`/revocations/${entry.id}`, 'application/octet-stream', { signedIn: false })
  return new Uint8Array(await blob.arrayBuffer())
}

/** The lists in force, each verified before it is kept; those that are no longer in force are thrown away. */
async function keepLists(api: ApiClient, ring: KeyRing, entries: ListEntry[]): Promise<Listed> {
  const listed: Listed = { lists: [], stale: [] }
  for (const entry of entries) {
    const body = await bodyOf(api, entry)
    const { list, statement } = await checkList(entry.statement, body, ring)
    await keep('gate', LIST + entry.id, body)
    listed.lists.push(list)
    listed.stale.push(...statement.stale)
  }
  const wanted = new Set(entries.map((entry) => LIST + entry.id))
  const names = (await namesKept('gate')).map(String).filter((name) => name.startsWith(LIST) && !wanted.has(name))
  await Promise.all(names.map((name) => drop('gate', name)))
  return listed
}

/** Whether each list begins no later than the one before it ends. */
export function isWhole(entries: Pick<ListEntry, 'since' | 'until'>[]): boolean {
  return entries.every((entry, at) => at === 0 || Date.parse(entry.since) <= Date.parse(entries[at - 1]!.until))
}

async function endedPage(api: ApiClient, since: string | null): Promise<Revocations> {
  const sent = Date.now()
  const page = await api.get(since ? `/revocations?since=${encodeURIComponent(since)}` : '/revocations', { signedIn: false })
  // A page that is not full reaches up to the API's now.
  if (page.items.length < FULL_PAGE) noteInstant(Date.parse(page.until), (sent + Date.now()) / 2)
  return page
}

/**
 * The lists in force and every single id that ended after them. `known` is where the lists kept here stop: asking
 * from there leaves no gap. Without any the API gives the last hour, which is asked for again where that is too little.
 */
async function endedNow(api: ApiClient, known: string | null): Promise<Revocations> {
  let page = await endedPage(api, known)
  const stop = page.lists.at(-1)?.until ?? new Date(trueNow().getTime() - DAY).toISOString()
  if (!known && Date.parse(stop) < trueNow().getTime() - HOUR) page = await endedPage(api, stop)
  const items = [...page.items]
  while (page.items.length >= FULL_PAGE) {
    const before = page.until
    page = await endedPage(api, before)
    items.push(...page.items)
    if (page.until === before) break
  }
  return { ...page, items }
}

/** Reads everything anew. Raises NoAnswer or Problem; what was carried before stays in force then. */
export async function refreshCarried(api: ApiClient): Promise<void> {
  const rings = await keepKeys(api)
  const kept = await fetchKept<KeptEnds>('gate', 'ends')
  const answer = await endedNow(api, kept?.lists.at(-1)?.until ?? null)
  const listed = await keepLists(api, rings.lists, answer.lists)
  const items = answer.items.map(({ code_id }) => code_id)
  const ends: KeptEnds = { until: isWhole(answer.lists) ? answer.until : '', lists: answer.lists, items }
  await keep('gate', 'ends', ends)
  carried = { ring: rings.codes, ...listed, ended: new Set(items) }
  endedUntil.value = ends.until || null
}

/** What was carried when the page was last open: all that is needed with no network. */
export async function openCarried(): Promise<void> {
  if (carried) return
  const keys = await fetchKept<{ document: KeyDocument | FormerKeyDocument; at: string }>('gate', 'keys')
  if (!keys) return
  const rings = await ringsOf(keys.document)
  const ends = await fetchKept<KeptEnds>('gate', 'ends')
  const entries = ends?.lists ?? []
  const listed = await keptLists(rings.lists, entries)
  // Asked once more: the network may have been quicker.
  if (carried) return
  carried = { ring: rings.codes, ...listed, ended: new Set(ends?.items ?? []) }
  keysAt.value = keys.at
  endedUntil.value = listed.lists.length === entries.length ? ends?.until || null : null
}

/** The lists that are kept here, without those whose key is no longer believed. */
async function keptLists(ring: KeyRing, entries: ListEntry[]): Promise<Listed> {
  const listed: Listed = { lists: [], stale: [] }
  for (const entry of entries) {
    const body = await fetchKept<Bytes>('gate', LIST + entry.id)
    const checked = body ? await checkList(entry.statement, body, ring).catch(() => null) : null
    listed.lists.push(...(checked ? [checked.list] : []))
    listed.stale.push(...(checked?.statement.stale ?? []))
  }
  return listed
}

/** Whether a code has ended: `yes` for certain, `likely` where only a list with rare mistakes says so. */
export async function hasEnded(known: Carried, codeId: string): Promise<'no' | 'likely' | 'yes'> {
  if (known.ended.has(codeId)) return 'yes'
  const hash = await sha256(ascii(codeId))
  return known.lists.some((list) => list.has(hash)) ? 'likely' : 'no'
}
