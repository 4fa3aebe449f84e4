interface Chunking {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null
}

const MAIN = '/src/resident/main.ts'
const CODE = '/src/resident/code/screens/CodeScreen.vue'
const LOGIN = '/src/resident/login/screens/LoginScreen.vue'
const FORMS = ['apply/screens/ApplyScreen', 'declare/screens/DeclareScreen'].map((name) => `/src/resident/${name}.vue`)
/** The welcome has the pattern behind codes, and nothing else of theirs. */
const APART = /guilloche/i

/** Everything that a module brings with it at once. */
function broughtBy(id: string, chunking: Chunking, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found
  found.add(id)
  for (const next of chunking.getModuleInfo(id)?.importedIds ?? []) broughtBy(next, chunking, found)
  return found
}

/**
 * Which larger piece a module lies in: a slow network waits for each request, and a bad one loses some, so that a first
 * visit is few pieces. `base` is under every page, `first` the residents' page itself; `shown` and `forms` are the
 * pages' parts that the code, and the forms on the way to it, share; `login` is all of the log-in.
 */
export function pieces(root: string): { name: (id: string, chunking: Chunking) => string | null; priority: number }[] {
  let sets: Record<'main' | 'code' | 'login' | 'forms', Set<string>> | undefined
  const read = (chunking: Chunking) => ({
    main: broughtBy(root + MAIN, chunking),
    code: broughtBy(root + CODE, chunking),
    login: broughtBy(root + LOGIN, chunking),
    forms: new Set(FORMS.flatMap((name) => [...broughtBy(root + name, chunking)])),
  })
  const nameOf = (id: string, chunking: Chunking) => {
    const { main, code, login, forms } = (sets ??= read(chunking))
    if (id === root + MAIN || APART.test(id)) return null
    const ours = id.includes('/src/resident/')
    if (main.has(id)) return ours ? 'first' : 'base'
    if (code.has(id)) return ours ? null : 'shown'
    if (login.has(id)) return ours ? 'login' : 'forms'
    return !ours && forms.has(id) ? 'forms' : null
  }
  // A piece takes along what its modules need and no piece before it has: what lies deeper goes first.
  return ['base', 'first', 'shown', 'forms', 'login'].map((piece, at) => ({
    name: (id: string, chunking: Chunking) => (nameOf(id, chunking) === piece ? piece : null),
    priority: 5 - at,
  }))
}
