import { ref } from 'vue'
import { settings } from '../../shared/storage/local'

/** The gate page opens with no network: every file it may ever ask for is kept as soon as it has been opened once. */
const ASSETS = 'kangma-assets'
const PAGES = 'kangma-pages'

/** Whether the page would open again with no network. */
export const opensAlone = ref(settings.load<string[]>('gate.files', []).length > 0)

/** The files of this version, listed at the build (build/gateFiles.ts). */
export async function namesOf(): Promise<string[]> {
  if (!import.meta.env.PROD || !('caches' in globalThis)) return []
  const answer = await fetch('./gate-files.json', { cache: 'no-cache' })
  return answer.ok ? ((await answer.json()) as string[]) : []
}

/** Keeps this version's files and throws away those that only an earlier one had. */
export async function keepFiles(files: string[]): Promise<void> {
  if (!files.length) return
  const cache = await caches.open(ASSETS)
  const known = new Set((await cache.keys()).map((request) => request.url))
  const addresses = files.map((file) => new URL(file, location.href).href)
  await cache.addAll(addresses.filter((address) => !known.has(address)))
  await (await caches.open(PAGES)).add('./gate.html')
  const old = settings.load<string[]>('gate.files', []).filter((file) => !files.includes(file))
  await Promise.all(old.map((file) => cache.delete(new URL(file, location.href).href)))
  // Files that nothing serves open no page.
  await navigator.serviceWorker.ready
  settings.save('gate.files', files)
  opensAlone.value = true
}
