import { settings } from '../storage/local'

let pending: Promise<string> | null = null

async function read(): Promise<string> {
  const response = await fetch('./config.json', { cache: 'no-cache', signal: AbortSignal.timeout(8_000) })
  if (!response.ok) throw new Error(String(response.status))
  const base = String(((await response.json()) as { api?: string }).api ?? '').replace(/\/+$/, '')
  settings.save('config', base)
  return base
}

/**
 * The API's address up to but not including `/v1`; empty means this origin. It is written beside the page at
 * deployment. Without a network the last known one serves.
 */
export function apiBase(): Promise<string> {
  pending ??= read().catch(() => {
    pending = null
    return settings.load('config', '')
  })
  return pending
}
