import { type RuntimeCaching, generateSW } from 'workbox-build'
import type { Plugin } from 'vite'

/** How what a page asks for is kept, by whichever service worker answers. */
export const RUNTIME_CACHING: RuntimeCaching[] = [
  {
    urlPattern: /\/config\.json$/,
    handler: 'NetworkFirst',
    options: { cacheName: 'kangma-config', networkTimeoutSeconds: 4 },
  },
  {
    // With what stands behind the #: the worker's request has it.
    urlPattern: /\/(?:gate|venue|v)(?:\.html)?(?:#.*)?$/,
    handler: 'NetworkFirst',
    options: { cacheName: 'kangma-pages', networkTimeoutSeconds: 4 },
  },
  {
    urlPattern: /\/assets\/[^/]+\.(?:js|css|wasm)$/,
    handler: 'CacheFirst',
    options: { cacheName: 'kangma-assets', expiration: { maxEntries: 120 } },
  },
]

/**
 * Writes `light-sw.js`, the service worker of the gate's and the venues' pages: it fetches nothing beforehand. The gate
 * keeps its own files (gateFiles.ts) and need not wait for the residents' screens to be ready for offline.
 */
export function lightWorker(): Plugin {
  return {
    name: 'kangma-light-worker',
    apply: 'build',
    async writeBundle({ dir }) {
      const caching = { runtimeCaching: RUNTIME_CACHING, skipWaiting: true, clientsClaim: true, sourcemap: false }
      await generateSW({ swDest: `${dir}/light-sw.js`, inlineWorkboxRuntime: true, ...caching })
    },
  }
}
