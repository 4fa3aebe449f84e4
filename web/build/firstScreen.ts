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
const LOOK = fileURLToPath(new URL('../src/shared/styles/first.css', import.meta.url))
const PLACE = '<script boot></script>'
const SHEET = /\s*<link rel="stylesheet"[^>]*>/g

/** Those that people open on bad networks: each loads again what the network lost. */
const BEGUN = ['/index.html', '/gate.html', '/venue.html']

/**
 * What runs first stands in the page itself, and the headers know it by its hash. Each page is drawn before anything else
 * has come: its sheets stand behind its first words, whose few rules lie in the page: enough for the first tap, or to type.
 */
export function firstScreen(): Plugin {
  return {
    name: 'kangma-first-screen',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path, server }) {
        if (!BEGUN.some((page) => path.endsWith(page))) return html
        const begun = html.replace(/<script boot(="")?><\/script>/, () => `<script>${boot()}</script>`)
        if (begun === html) throw new Error(`${path} has no ${PLACE}.`)
        const drawn = begun.replace(/<style first(="")?><\/style>/, () => `<style>\n${readFileSync(LOOK, 'utf8')}</style>`)
        if (server) return drawn
        const sheets = html.match(SHEET) ?? []
        return drawn.replace(SHEET, '').replace('</body>', `${sheets.join('')}\n  </body>`)
      },
    },
  }
}
