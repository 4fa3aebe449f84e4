import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const resolve = createRequire(import.meta.url).resolve
/** The one thing that the viewer would fetch from elsewhere: its maker's mark, shown beside the maker's name. */
const ELSEWHERE = 'https://cdn.redoc.ly/redoc/logo-mini.svg'
const OURS = './icon.svg'

/** Redoc as its makers built it, without its call outside. The page knows its address as `__API_VIEWER__`. */
export function apiViewer(): Plugin {
  const made = readFileSync(resolve('redoc/bundles/redoc.standalone.js'), 'utf8')
  if (made.split(ELSEWHERE).length !== 2) throw new Error('Redoc fetches something else than its mark: look at its new version.')
  const source = made.replace(ELSEWHERE, OURS).replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
  const fileName = `assets/redoc-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`
  return {
    name: 'kangma-api-viewer',
    config: () => ({ define: { __API_VIEWER__: JSON.stringify(fileName) } }),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
    configureServer(server) {
      server.middlewares.use((request, answer, next) => {
        if (!request.url?.endsWith(`/${fileName}`)) return next()
        answer.setHeader('content-type', 'text/javascript')
        answer.end(source)
      })
    },
  }
}
