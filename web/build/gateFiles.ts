import type { Plugin } from 'vite'

/** Writes `gate-files.json`: every file that the gate page may load, now or later, so that it can keep them all. */
export function gateFiles(): Plugin {
  return {
    name: 'kangma-gate-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = new Set<string>()
      const visit = (name: string) => {
        const piece = bundle[name]
        if (files.has(name) || piece?.type !== 'chunk') return
        files.add(name)
        const own = (piece as { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }).viteMetadata
        for (const file of [...(own?.importedCss ?? []), ...(own?.importedAssets ?? [])]) files.add(file)
        for (const next of [...piece.imports, ...piece.dynamicImports]) visit(next)
      }
      const entry = Object.values(bundle).find((piece) => piece.type === 'chunk' && piece.isEntry && piece.name === 'gate')
      if (!entry) this.error('The gate page is not part of the build.')
      visit(entry.fileName)
      for (const name of Object.keys(bundle)) if (/zxing_reader.*\.wasm$/.test(name)) files.add(name)
      this.emitFile({ type: 'asset', fileName: 'gate-files.json', source: JSON.stringify([...files].sort()) })
    },
  }
}
