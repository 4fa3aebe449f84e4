import { alone } from '../device/alone'
import type { Shelf } from '../storage/local'
import type { TokenSource } from './client'
import { newKey } from './idempotency'
import { Problem, SessionEnded } from './problem'
import type { SessionTokens } from './types'

interface KeptSession {
  refresh_token: string
  account_id: string
  session_id?: string
}

interface KeptRotation {
  refresh_token: string
  key: string
}

export type Rotate = (refreshToken: string, key: string) => Promise<SessionTokens>

/**
 * A login on this device. The access token lives in memory only; the refresh token is kept.
 *
 * A refresh token works once, so tabs must not rotate it side by side: one rotates under a lock and tells the
 * others. The idempotency key of a rotation is kept before it is sent, so that a lost answer or a closed tab
 * repeats the same rotation and gets the same successor instead of ending the session.
 */
export class Session<Name extends string> implements TokenSource {
  private access: string | null = null
  private renewal: Promise<string> | null = null
  private readonly channel: BroadcastChannel | null

  constructor(
    /** Where it is kept, and under which name. */
    private readonly shelf: Shelf<Name | `${Name}.rotation`>,
    private readonly name: Name,
    private readonly rotate: Rotate,
    private readonly onEnd: () => void = () => {},
  ) {
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`kangma.${name}`)
    this.channel?.addEventListener('message', (event) => {
      this.access = event.data as string | null
      if (this.access === null) this.onEnd()
    })
  }

  get accountId(): string | null {
    return this.kept()?.account_id ?? null
  }

  /** The API's name of this login; empty while a login from an earlier version of the page has not been renewed. */
  get id(): string {
    return this.kept()?.session_id ?? ''
  }

  get exists(): boolean {
    return this.kept() !== null
  }

  current(): string | null {
    return this.access
  }

  begin(tokens: SessionTokens): void {
    const account = tokens.account?.id ?? this.accountId ?? ''
    const kept: KeptSession = { refresh_token: tokens.refresh_token, account_id: account, session_id: tokens.session_id ?? this.id }
    this.shelf.save(this.name, kept)
    this.access = tokens.access_token
    this.channel?.postMessage(tokens.access_token)
  }

  end(): void {
    this.access = null
    this.shelf.forget(this.name)
    this.shelf.forget(this.rotation)
    this.channel?.postMessage(null)
    this.onEnd()
  }

  /** A new access token in place of `refused`. Raises SessionEnded when the login is over. */
  renew(refused: string | null): Promise<string> {
    if (this.access && this.access !== refused) return Promise.resolve(this.access)
    this.renewal ??= alone(`${this.name}.refresh`, () => this.renewAlone(refused)).finally(() => {
      this.renewal = null
    })
    return this.renewal
  }

  private async renewAlone(refused: string | null): Promise<string> {
    if (this.access && this.access !== refused) return this.access
    const kept = this.kept()
    if (!kept) throw new SessionEnded()
    try {
      this.begin(await this.rotate(kept.refresh_token, this.rotationKey(kept.refresh_token)))
    } catch (error) {
      if (!(error instanceof Problem) || ![400, 401, 403, 404].includes(error.status)) throw error
      this.end()
      throw new SessionEnded()
    }
    this.shelf.forget(this.rotation)
    return this.access as unknown as string
  }

  private rotationKey(refreshToken: string): string {
    const begun = this.shelf.load<KeptRotation | null>(this.rotation, null)
    if (begun?.refresh_token === refreshToken) return begun.key
    const key = newKey()
    this.shelf.save(this.rotation, { refresh_token: refreshToken, key } satisfies KeptRotation)
    return key
  }

  private get rotation(): `${Name}.rotation` {
    return `${this.name}.rotation`
  }

  private kept(): KeptSession | null {
    return this.shelf.load<KeptSession | null>(this.name, null)
  }
}
