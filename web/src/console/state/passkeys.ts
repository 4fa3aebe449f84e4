/** Passkeys, by the browser's own reading and writing of WebAuthn's JSON. */

type Options = Record<string, unknown>

/** The person closed the browser's question, or there is no passkey here. */
export class PasskeyUnused extends Error {}

/** Whether this browser can make and use passkeys from JSON; where it cannot, the other way is offered alone. */
export const supported = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** Makes a passkey as the API asks; what its answer is sent as. */
export async function made(options: Options): Promise<Options> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON)
  return written(() => navigator.credentials.create({ publicKey }))
}

/** Signs what the API asks with a passkey of this person. */
export async function answered(options: Options): Promise<Options> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON)
  return written(() => navigator.credentials.get({ publicKey }))
}

async function written(ask: () => Promise<Credential | null>): Promise<Options> {
  const credential = await ask().catch((error: unknown) => {
    throw error instanceof DOMException ? new PasskeyUnused(error.name) : error
  })
  if (!credential) throw new PasskeyUnused()
  return (credential as PublicKeyCredential).toJSON() as unknown as Options
}
