/** As much of Trusted Types (W3C) as is used here; a browser that has none lacks a second lock, no part of the page. */
interface Factory {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown
}

const here = (url: string) => new URL(url, document.baseURI)

/**
 * The pages' headers let no text become markup or a program (infra/web.yaml). What libraries start by an address, the
 * service worker and the reader of print, is let through where it comes from this origin.
 */
export function startTrustedTypes(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  factory?.createPolicy('default', {
    createScriptURL(url) {
      if (here(url).origin !== location.origin) throw new TypeError('a program of another origin')
      return url
    },
  })
}
