import type { Proposal } from './hindrance'

/** One value of a content, its place in it as a path such as `told.status`. */
export interface Row {
  path: string
  value: unknown
  /** What it was in the version before; not there where nothing was. */
  before?: unknown
  changed: boolean
}

/** For the machine alone, or said elsewhere on the page. */
const LEFT_OUT = new Set(['document_hash', 'people_hash', 'file_sha256', 'reason', 'before', 'worse', 'version', 'revision', 'document_type', 'documents', 'digest', 'staff_id'])

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values by their paths, without those that nobody reads. */
export function flat(content: Record<string, unknown>, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(content)
      .filter(([name]) => !LEFT_OUT.has(name))
      .flatMap(([name, value]) => (isPlain(value) ? [...flat(value, `${path}${name}.`)] : [[path + name, value] as [string, unknown]])),
  )
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const isNothing = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)

/** Whether there is anything to read: a file that was read once tells nothing by that, a column that is not read does. */
const isRead = ({ path, value, changed }: Row) => changed || path.startsWith('columns.') || !(isNothing(value) || (path === 'turn' && value === 0))

/** Whether the content speaks of what a path lies in: only then is what it lacks taken away by it. */
const within = (now: Map<string, unknown>, path: string) => path.includes('.') && [...now.keys()].some((each) => each.startsWith(path.slice(0, path.lastIndexOf('.') + 1)))

/** What is to be read of a content, with what differs from the version before in front. */
export function rowsOf(content: Record<string, unknown>, before: Record<string, unknown> | null): Row[] {
  const [now, then] = [flat(content), flat(before ?? {})]
  const rows = [...now].map(([path, value]) => {
    const had = then.has(path)
    return { path, value, changed: had && !same(value, then.get(path)), ...(had && { before: then.get(path) }) }
  })
  const gone = [...then].filter(([path, value]) => !now.has(path) && !isNothing(value) && within(now, path))
  rows.push(...gone.map(([path, value]) => ({ path, value: null, changed: true, before: value })))
  const read = rows.filter(isRead)
  return [...read.filter(({ changed }) => changed), ...read.filter(({ changed }) => !changed)]
}

/** What of a proposal is another than was looked at, each as the part and its two values. */
export interface Change {
  part: 'status' | 'people' | 'to_red' | 'to_yellow' | 'content' | 'agreed_by'
  from: string | number | null
  to: string | number | null
}

export function changesBetween(seen: Proposal, now: Proposal): Change[] {
  const pairs: Change[] = [
    { part: 'status', from: seen.status, to: now.status },
    { part: 'people', from: seen.touches.people, to: now.touches.people },
    { part: 'to_red', from: seen.touches.to_red, to: now.touches.to_red },
    { part: 'to_yellow', from: seen.touches.to_yellow, to: now.touches.to_yellow },
    { part: 'agreed_by', from: seen.agreed_by, to: now.agreed_by },
    { part: 'content', from: seen.content_hash, to: now.content_hash },
  ]
  return pairs.filter(({ from, to }) => from !== to)
}
