import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { LOCALES } from '../src/shared/i18n/languages.ts'

const PARTS = ['../src/shared/i18n', '../src/resident'].map((part) => fileURLToPath(new URL(part, import.meta.url)))

/** The files of a folder's words that a language lacks. What is in them is the type checker's, and the tests'. */
export function lacking(folders: string[] = PARTS): string[] {
  const found = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  const chinese = found.filter((path) => path.endsWith('/zh-CN.ts') && path.includes('/messages/'))
  return chinese.flatMap((path) => LOCALES.map((language) => join(dirname(path), `${language}.ts`))).filter((path) => !existsSync(path))
}

/** No build without every part's words in every language. */
export function catalogues(): Plugin {
  return {
    name: 'kangma-catalogues',
    apply: 'build',
    buildStart() {
      const missing = lacking()
      if (missing.length) this.error(`Words are missing: ${missing.join(', ')}`)
    },
  }
}
