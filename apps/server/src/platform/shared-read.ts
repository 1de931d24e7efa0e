/**
 * One reading for all who ask while another is under way, which began before they asked: what they get was read after they
 * asked. So those that ask side by side share a query, and none misses what was there.
 */
export function sharedRead<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined
  const begin = async () => {
    await underWay.catch(() => undefined)
    next = undefined
    const reading = read()
    underWay = reading
    return reading
  }
  return () => {
    next ??= begin()
    return next
  }
}
