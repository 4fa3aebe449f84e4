/** Does what it is given, never twice at the same time. Whoever asks while it is being done may know more than when it
 * began, such as that the network is back: it is done once more then. */
export function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let doing: Promise<void> | null = null
  let askedAgain = false
  const asLongAsAsked = async (work: () => Promise<void>) => {
    do {
      askedAgain = false
      await work()
    } while (askedAgain)
  }
  return (work) => {
    askedAgain = doing !== null
    return (doing ??= asLongAsAsked(work).finally(() => (doing = null)))
  }
}
