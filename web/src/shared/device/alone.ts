/** Work that must not run side by side in two tabs. */

/** Runs `work` when no other tab runs work of this name; at once in a browser that knows no locks. */
export const alone = async <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(`kangma.${name}`, work) : work()
