/**
 * IndexedDB as named drawers of values: for keys that cannot be written as text, and for what must not be lost.
 * Everything raises where the browser forbids it (some private modes); callers go on without.
 */
export const DRAWERS = ['keys', 'gate', 'checks', 'confirmed', 'photos'] as const
export type Drawer = (typeof DRAWERS)[number]

/** Emptied when a person logs out. A phone's key names no person, and a gate owes the API its checks: these stay. */
export const PERSONAL_DRAWERS = ['photos'] as const satisfies readonly Drawer[]

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    const request = indexedDB.open('kangma', 2)
    request.onupgradeneeded = () => {
      const missing = DRAWERS.filter((name) => !request.result.objectStoreNames.contains(name))
      missing.forEach((name) => request.result.createObjectStore(name))
    }
    // A page that was left open has the older drawers: it gives way, and opens again when it needs one.
    request.onblocked = () => fail(new Error('another page has the older drawers open'))
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close()
        opened = null
      }
      done(request.result)
    }
    request.onerror = () => fail(request.error)
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

async function run<T>(drawer: Drawer, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(drawer, mode)
  const request = work(transaction.objectStore(drawer))
  return new Promise((done, fail) => {
    // Written means written: a write is answered only once the transaction has ended.
    transaction.oncomplete = () => done(request.result)
    transaction.onabort = transaction.onerror = () => fail(transaction.error)
  })
}

export const fetchKept = <T>(drawer: Drawer, name: string) =>
  run<T | undefined>(drawer, 'readonly', (store) => store.get(name) as IDBRequest<T | undefined>)
export const keep = (drawer: Drawer, name: string, value: unknown) => run(drawer, 'readwrite', (store) => store.put(value, name))
/** Writes only where nothing is kept under the name; raises otherwise. */
export const keepFirst = (drawer: Drawer, name: string, value: unknown) => run(drawer, 'readwrite', (store) => store.add(value, name))
export const drop = (drawer: Drawer, name: string) => run(drawer, 'readwrite', (store) => store.delete(name))
export const empty = (drawer: Drawer) => run(drawer, 'readwrite', (store) => store.clear())
export const allKept = <T>(drawer: Drawer, most?: number) =>
  run<T[]>(drawer, 'readonly', (store) => store.getAll(null, most) as IDBRequest<T[]>)
export const countKept = (drawer: Drawer) => run(drawer, 'readonly', (store) => store.count())
export const namesKept = (drawer: Drawer) => run(drawer, 'readonly', (store) => store.getAllKeys())
