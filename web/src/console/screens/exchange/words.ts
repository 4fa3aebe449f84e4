/** Names of interfaces and of what came of a try as people read them; what has no word is shown as it is. */
type Translate = (key: string, values?: Record<string, string | number>) => string

const PATHS = [
  'health-declarations', 'trip-declarations', 'health-queries', 'code-invocations', 'codes', 'code-verifications', 'corrections', 'acknowledgements', 'feeds/cases', 'feeds/contacts',
  'feeds/ratings', 'feeds/travel', 'feeds/colours', 'mapping-tests', 'credit/reports', 'credit/withdrawals', 'reconciliations', 'keys', 'imports', 'state',
]
const FAULTS = ['unreachable', 'bad_signature', 'stale_signature', 'unsigned', 'redirected', 'unreadable', 'not_allowed', 'partly', 'not_agreed', 'idempotency_conflict']

export function pathWord(path: string, t: Translate): string {
  return PATHS.includes(path) ? t(`exchange.paths.${path}`) : path
}

export function whyWord(code: string, t: Translate): string {
  if (code.startsWith('http_')) return t('exchange.why.http', { status: code.slice(5) })
  return FAULTS.includes(code) ? t(`exchange.why.${code}`) : code
}
