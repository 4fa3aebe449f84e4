interface Factory {
  createPolicy(name: 'default', rules: { createHTML(text: string): string; createScriptURL(url: string): string }): unknown
}

const PROGRAM = /<(script|iframe|object|embed|base|meta|link|form)\b|<[^>]+\son\w+\s*=|(href|src)\s*=\s*["']?\s*(javascript|data):/i

/** Markup as the viewer makes it of the description. Raises TypeError for what could become a program. */
export function withoutProgram(text: string): string {
  if (PROGRAM.test(text)) throw new TypeError('markup with a program')
  return text
}

/** Raises TypeError for a program of another origin; the viewer's search works in a blob of its own. */
function ofThisOrigin(url: string): string {
  if (new URL(url, document.baseURI).origin !== location.origin) throw new TypeError('a program of another origin')
  return url
}

/** The headers let no text become markup (infra/web.yaml). The viewer shows Markdown: of our description, and no program. */
export function startTrust(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  factory?.createPolicy('default', { createHTML: withoutProgram, createScriptURL: ofThisOrigin })
}
