/** A field that the API refused: `field` is a path such as `contact.on`. */
export interface FieldProblem {
  field: string
  code: string
  detail: string
}

/** What a problem document (RFC 9457) said. `retryAfter` is in seconds. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly retryAfter: number | null = null,
    /** Who was quicker and when, where a 409 tells: by login, null for nobody of staff. */
    readonly changed: { by: string | null; at: string | null } | null = null,
  ) {
    super(code)
  }
}

/** The network gave no answer: offline, timed out, or cut. */
export class NoAnswer extends Error {}

/** The login is over; the person has to log in again. */
export class SessionEnded extends Error {}

/** The person did not want to show that it is them. */
export class ProofDeclined extends Error {}

function seconds(header: string | null, now: number): number | null {
  if (!header) return null
  const plain = Number(header)
  if (Number.isFinite(plain)) return Math.max(0, plain)
  const instant = Date.parse(header)
  return Number.isNaN(instant) ? null : Math.max(0, Math.ceil((instant - now) / 1000))
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return []
  return value
    .filter((entry) => typeof entry?.field === 'string')
    .map((entry) => ({ field: entry.field, code: String(entry.code ?? ''), detail: String(entry.detail ?? '') }))
}

/** Reads any refusal, also one that is not a problem document (a proxy's own page). */
export async function readProblem(response: Response, now: number = Date.now()): Promise<Problem> {
  const body = await response.json().catch(() => ({}))
  return new Problem(
    response.status,
    typeof body.code === 'string' ? body.code : `http_${response.status}`,
    typeof body.detail === 'string' ? body.detail : '',
    fieldProblems(body.errors),
    seconds(response.headers.get('Retry-After'), now),
    body.changed_at !== undefined ? { by: body.changed_by_login ?? null, at: body.changed_at } : null,
  )
}
