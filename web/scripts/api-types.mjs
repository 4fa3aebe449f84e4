/**
 * Makes `src/shared/api/generated.ts` from the API's own description, read from standard input; with `--check` only
 * compares and fails where they differ. `make types` and `make check` call it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import openapiTS, { COMMENT_HEADER, astToString } from 'openapi-typescript'

const FILE = new URL('../src/shared/api/generated.ts', import.meta.url)
/** A field with a default may be left out of a request, and may be missing from an answer. */
const OPTIONS = { rootTypes: true, rootTypesNoSchemaPrefix: true, defaultNonNullable: false }

const kept = () => {
  try {
    return readFileSync(FILE, 'utf8')
  } catch {
    return ''
  }
}

const made = COMMENT_HEADER + astToString(await openapiTS(JSON.parse(await text(process.stdin)), OPTIONS))
if (!process.argv.includes('--check')) writeFileSync(FILE, made)
else if (made !== kept()) {
  console.error('web/src/shared/api/generated.ts is not what the API describes itself as: run `make types`.')
  process.exitCode = 1
}
