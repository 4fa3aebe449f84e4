/**
 * JSON on the device. A full or forbidden store (private mode) must never break a page,
 * so reading falls back and writing reports whether it worked.
 */
const PREFIX = 'kangma.'

export function load<T>(name: string, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + name)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function save(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name)
  } catch {
    // Nothing was kept, so there is nothing to remove.
  }
}

/** Removes everything kept under a name prefix, such as every draft on logging out. */
export function forgetAll(start: string): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX + start))
    for (const name of names) localStorage.removeItem(name)
  } catch {
    // As above.
  }
}
