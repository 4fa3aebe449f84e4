import { noteAnswer } from '../time/trueTime'
import type { Answer, Body, Method, Rest } from './contract'
import { NoAnswer, type Problem, ProofDeclined, SessionEnded, readProblem } from './problem'

type Verb = Uppercase<Method>

export interface RequestOptions {
  body?: unknown
  /** The idempotency key of a POST; with one, a request whose answer was lost is sent again. */
  key?: string
  /** Whether the request needs the login (the default). */
  signedIn?: boolean
  /** A POST that creates nothing may be repeated without a key. */
  repeatable?: boolean
  /** Sent by the page itself: it asks the person for no proof, and raises the API's refusal instead. */
  unasked?: boolean
  /** The one type of answer wanted, when it is not JSON; the answer is then a Blob. */
  accept?: string
}

/** Where access tokens come from. `renew` gets the token that was refused, or null for the first one. */
export interface TokenSource {
  current(): string | null
  renew(refused: string | null): Promise<string>
}

/** Where proofs that the person is there come from. `ask` asks the person, and raises ProofDeclined where they do not want to. */
export interface ProofSource {
  current(): string | null
  ask(): Promise<string>
}

export interface ClientOptions {
  base: () => Promise<string>
  language: () => string
  tokens?: TokenSource
  proofs?: ProofSource
  fetch?: typeof fetch
  pause?: (milliseconds: number) => Promise<void>
  timeout?: number
}

const ATTEMPTS = 5
const FIRST_PAUSE = 400
const LONGEST_PAUSE = 6_000
const PASSING = new Set([502, 503, 504])

const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds))

/** Pause before attempt `n` (from 1): doubling, with jitter so that phones do not return in step. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1))
  return full / 2 + (full / 2) * random()
}

export class ApiClient {
  constructor(private readonly options: ClientOptions) {}

  get = <P extends string>(path: P, ...[options]: Rest<P, 'get', [options?: RequestOptions]>) =>
    this.request<Answer<P, 'get'>>('GET', path, options)
  post = <P extends string>(path: P, ...[body, options]: Rest<P, 'post', [body: Body<P, 'post'>, options?: RequestOptions]>) =>
    this.request<Answer<P, 'post'>>('POST', path, { ...options, body })
  put = <P extends string>(path: P, ...[body, options]: Rest<P, 'put', [body: Body<P, 'put'>, options?: RequestOptions]>) =>
    this.request<Answer<P, 'put'>>('PUT', path, { ...options, body })
  patch = <P extends string>(path: P, ...[body, options]: Rest<P, 'patch', [body: Body<P, 'patch'>, options?: RequestOptions]>) =>
    this.request<Answer<P, 'patch'>>('PATCH', path, { ...options, body })
  delete = <P extends string>(path: P, ...[options]: Rest<P, 'delete', [options?: RequestOptions]>) =>
    this.request<Answer<P, 'delete'>>('DELETE', path, options)
  /** A file in place of JSON, such as a poster. */
  file = <P extends string>(path: P, ...[accept, options]: Rest<P, 'get', [accept: string, options?: RequestOptions]>) =>
    this.request<Blob>('GET', path, { ...options, accept })

  /**
   * Sends a request below `/v1` and returns the parsed answer (undefined when empty).
   * Raises Problem for a refusal, NoAnswer without a network, SessionEnded when the login is over.
   */
  async request<T>(method: Verb, path: string, options: RequestOptions = {}): Promise<T> {
    const tokens = options.signedIn === false ? undefined : this.options.tokens
    let token = tokens ? (tokens.current() ?? (await tokens.renew(null))) : null
    let response = await this.persist(method, path, options, token)
    if (tokens && (await refusedAs(response, 'unauthenticated'))) {
      token = await tokens.renew(token)
      response = await this.persist(method, path, options, token)
      if (await refusedAs(response, 'unauthenticated')) throw new SessionEnded()
    }
    if (this.options.proofs && !options.unasked && (await refusedAs(response, 'proof_required'))) {
      await this.options.proofs.ask()
      // The person may have taken longer than the token lives.
      return this.request<T>(method, path, { ...options, unasked: true })
    }
    // An answer that comes after logging out is nobody's.
    if (tokens && tokens.current() === null) throw new SessionEnded()
    return this.answer<T>(response, options)
  }

  private async answer<T>(response: Response, options: RequestOptions): Promise<T> {
    if (!response.ok) throw await readProblem(response)
    if (options.accept) return (await response.blob()) as T
    const text = await response.text()
    return (text ? JSON.parse(text) : undefined) as T
  }

  /** Repeats what may be repeated until it is answered or the attempts are used up. */
  private async persist(method: Verb, path: string, options: RequestOptions, token: string | null) {
    const repeatable = method !== 'POST' || options.key !== undefined || options.repeatable === true
    for (let attempt = 1; ; attempt += 1) {
      // A device that knows it has no network need not try for seconds before saying so.
      const last = !repeatable || attempt === ATTEMPTS || navigator.onLine === false
      const outcome = await this.attempt(method, path, options, token).catch((error: unknown) => error)
      if (outcome instanceof Response && !(PASSING.has(outcome.status) && !last)) return outcome
      if (!(outcome instanceof Response) && last) throw new NoAnswer(String(outcome))
      await this.pause(outcome, attempt)
    }
  }

  private async pause(outcome: unknown, attempt: number) {
    const asked = outcome instanceof Response ? Number(outcome.headers.get('Retry-After')) * 1000 : 0
    const own = backOff(attempt)
    await (this.options.pause ?? sleep)(Math.min(LONGEST_PAUSE, Math.max(own, asked || 0)))
  }

  private async attempt(method: Verb, path: string, options: RequestOptions, token: string | null) {
    const headers: Record<string, string> = {
      'Accept-Language': this.options.language(),
      Accept: options.accept ?? 'application/json',
    }
    if (options.body !== undefined) headers['Content-Type'] = 'application/json'
    if (options.key) headers['Idempotency-Key'] = options.key
    if (token) headers.Authorization = `Bearer ${token}`
    const proof = token ? this.options.proofs?.current() : null
    if (proof) headers['X-Proof'] = proof
    const send = this.options.fetch ?? fetch.bind(globalThis)
    const address = `${await this.options.base()}/v1${path}`
    const sent = Date.now()
    const response = await send(address, {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: AbortSignal.timeout(this.options.timeout ?? 25_000),
      cache: 'no-store',
      credentials: 'omit',
    })
    noteAnswer(response.headers, sent, Date.now())
    return response
  }
}

/** Whether the API refused with 401 for this reason; a 401 without a reason is of the gateway before it. */
async function refusedAs(response: Response, code: string): Promise<boolean> {
  if (response.status !== 401) return false
  const body = (await response.clone().json().catch(() => ({}))) as { code?: unknown }
  return (typeof body.code === 'string' ? body.code : 'unauthenticated') === code
}

/** The sentence to show for any failure: the API's own, or one of the page's. */
export function sentenceFor(error: unknown, say: (key: string) => string): string {
  if (error instanceof NoAnswer) return say('error.offline')
  if (error instanceof SessionEnded) return say('error.session')
  if (error instanceof ProofDeclined) return say('error.proof')
  const problem = error as Partial<Problem>
  return problem.detail || say('error.unknown')
}
