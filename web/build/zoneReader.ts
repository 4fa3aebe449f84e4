import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import type { Plugin } from 'vite'

const resolve = createRequire(import.meta.url).resolve
const FILES = [
  'tesseract.js/dist/worker.min.js',
  'tesseract.js-core/tesseract-core-simd-lstm.js',
  'tesseract.js-core/tesseract-core-simd-lstm.wasm',
  'tesseract.js-core/tesseract-core-lstm.js',
  'tesseract.js-core/tesseract-core-lstm.wasm',
  '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
].map((name) => ({ name: basename(name), path: resolve(name) }))

/**
 * The reader of print in pictures: its worker loads its parts by their own names, so they keep them, in a folder whose
 * name changes with their content. The pages know the folder and how long each file is as `__ZONE_READER__`.
 */
export function zoneReader(): Plugin {
  const contents = new Map(FILES.map(({ name, path }) => [name, readFileSync(path)]))
  const hash = createHash('sha256')
  for (const body of contents.values()) hash.update(body)
  const folder = `assets/zone-${hash.digest('hex').slice(0, 8)}/`
  const sizes = Object.fromEntries([...contents].map(([name, body]) => [name, body.length]))
  return {
    name: 'kangma-zone-reader',
    config: () => ({ define: { __ZONE_READER__: JSON.stringify({ folder, sizes }) } }),
    generateBundle() {
      for (const [name, source] of contents) this.emitFile({ type: 'asset', fileName: folder + name, source })
    },
    configureServer(server) {
      server.middlewares.use((request, answer, next) => {
        const name = request.url?.split(`/${folder}`)[1]
        const body = name && contents.get(name)
        if (!body) return next()
        answer.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream')
        answer.end(body)
      })
    },
  }
}
