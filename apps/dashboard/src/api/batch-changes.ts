/** Changes that come close together are one reason to look again, not many. */
const firstMs = 250
/** An import or a launch tells of changes for minutes: while it does, looking again every two seconds is enough. */
const pauseMs = 2_000

/**
 * Collects what comes in and hands it on together: soon after a first change, and then again only when what it caused is
 * done and a pause has passed. Nothing is lost, and nothing is done twice at once.
 */
export function gather<T>(handle: (gathered: T[]) => Promise<unknown>): (one: T) => void {
  let waiting: T[] = []
  let isBusy = false
  const work = async () => {
    const gathered = waiting
    waiting = []
    await handle(gathered).catch(() => undefined) // what shows it says what failed
    setTimeout(() => {
      if (waiting.length > 0) void work()
      else isBusy = false
    }, pauseMs)
  }
  return (one) => {
    waiting.push(one)
    if (isBusy) return
    isBusy = true
    setTimeout(() => void work(), firstMs)
  }
}
