import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const BOOT = fileURLToPath(new URL('../src/resident/boot.js', import.meta.url))
/** What runs first without its indentation and remarks; tests/test_page_headers.py knows it so too. */
const boot = () =>
  readFileSync(BOOT, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !/^(\/\/|\/?\*)/.test(line))
    .join('\n')
const PLACE = '<script boot></script>'
const SHEET = /\s*<link rel="stylesheet"[^>]*>/g

/**
 * The residents' page is drawn before anything else has come: what runs first stands in it, and the
 * headers know it by its hash. Its sheets stand behind its first words, whose few rules
 * lie in the page: enough for the first tap.
 */
export function firstScreen(): Plugin {
  return {
    name: 'kangma-first-screen',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, server }) {
        if (!path.endsWith('/index.html')) return html
        const begun = html.replace(/<script boot(="")?><\/script>/, () => `<script>${boot()}</script>`)
        if (begun === html) throw new Error(`The residents' page has no ${PLACE}.`)
        if (server) return begun
        const sheets = html.match(SHEET) ?? []
        return begun.replace(SHEET, '').replace('</body>', `${sheets.join('')}\n  </body>`)
      },
    },
  }
}
