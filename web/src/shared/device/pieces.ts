const PAUSES = [500, 1500, 3000]

/** Loads a piece of the page again when the network drops it; raises the last failure. */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await load()
    } catch {
      if (navigator.onLine === false) break
      await new Promise((done) => setTimeout(done, pause))
    }
  }
  return load()
}
