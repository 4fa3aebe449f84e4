const FIRST = 5_000
const LONGEST = 60_000

/** Does something until it says that it is done: again after 5 s, then each time after twice as long, at most a minute. */
export async function untilDone(step: () => Promise<boolean>): Promise<void> {
  for (let wait = FIRST; !(await step().catch(() => false)); wait = Math.min(2 * wait, LONGEST)) {
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
