/** The browser keeps nothing, so nobody would know the person who comes back. */
export class KeepsNothing extends Error {}

const base64url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** What stays in this tab while the person is away, and shows that it is the one that left. */
export const newVerifier = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** SHA-256 of the verifier's text (RFC 7636, S256). */
export async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
}
