/**
 * How easily a password is guessed, by the same estimate, dictionaries and words as the API's, which decides. The
 * estimate's dictionaries are large and come only when a password is typed.
 */
export const LEAST = 10
const STRONG = 3
const JUDGED = 40

/** What comes to mind of this service, and what everybody here writes. */
export const SERVICE_WORDS = [
  'kangma', '康码', '健康码', 'jiankangma', 'jiankang', 'healthcode', 'health', 'code', 'qinghai', '青海', 'xining', '西宁',
  'yiqing', 'woaini', '520', '1314', '5201314', '1314520', 'woaini1314', 'woaini520',
]

/** Fetches the dictionaries while the person reads. */
export const prepareJudging = () => import('zxcvbn')

/** Whether a password is long and takes many guesses of whoever knows `own`. */
export async function isStrong(password: string, own: string[] = []): Promise<boolean> {
  const characters = [...password.normalize('NFC')]
  if (characters.length < LEAST) return false
  const { default: zxcvbn } = await prepareJudging()
  return zxcvbn(characters.slice(0, JUDGED).join(''), [...SERVICE_WORDS, ...own]).score >= STRONG
}

/** What somebody would try who knows the phone (as +86…), the name and the document's number. */
export function ownWords({ phone, name, number }: { phone?: string; name?: string; number?: string }): string[] {
  const found: string[] = []
  if (phone) found.push(phone, phone.slice(1), phone.slice(1).replace(/^86/, ''), phone.slice(-8), phone.slice(-6), phone.slice(-4))
  if (name) found.push(...namesOf(name))
  if (number) found.push(number, number.slice(-8), number.slice(-6), number.slice(-4), number.slice(6, 14))
  return [...new Set(found)].filter((word) => word.length > 1)
}

function namesOf(name: string): string[] {
  const parts = name.split(/\s+/).filter(Boolean)
  const latin = parts.filter((part) => /^[\x00-\x7f]+$/.test(part))
  return [name, ...parts, parts.join(''), latin.join(''), [...latin].reverse().join('')]
}
