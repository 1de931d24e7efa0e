/** What one request of a bulk action did, and where the next one continues. */
interface Step {
  contacts: number
  changed: number
  next: string | null
}

/**
 * Does something with many contacts, a request after the other until the API says that all are done.
 * @param ask for those after a contact; the first time for the first
 * @param onProgress told how many were done so far
 * @throws the error of a request: what the requests before did stays done
 */
export async function inSteps(
  ask: (after: { after?: string }) => Promise<{ data?: Step | undefined; error?: unknown }>,
  onProgress: (done: number) => void,
): Promise<{ contacts: number; changed: number }> {
  let [contacts, changed, next]: [number, number, string | null] = [0, 0, null]
  do {
    const { data, error } = await ask(next === null ? {} : { after: next })
    if (data === undefined) throw error
    contacts += data.contacts
    changed += data.changed
    next = data.next
    onProgress(contacts)
  } while (next !== null)
  return { contacts, changed }
}
