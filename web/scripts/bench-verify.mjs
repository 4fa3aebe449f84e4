/**
 * Serves bench/verify.html and prints its address as the first line, for a browser to be driven to it:
 * `await page.evaluate('window.results')` gives the figures. Ends with the process that started it, or on Ctrl-C.
 * `node scripts/bench-verify.mjs [port]`
 */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { createServer } from 'vite'

const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [vue()],
  server: { host: '127.0.0.1', port: Number(process.argv[2] ?? 0), hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
  logLevel: 'silent',
})
await server.listen()
console.log(`${server.resolvedUrls.local[0]}bench/verify.html`)
process.stdin.resume().on('end', () => server.close().then(() => process.exit()))
