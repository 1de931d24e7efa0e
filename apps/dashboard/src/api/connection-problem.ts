import { offline } from "./problem.ts"

/** A gateway that cannot reach the server, or a server that cannot reach its database, gives no answer either. */
const firstStatusOfNoAnswer = 502
export const isNoAnswer = (status: number): boolean => status >= firstStatusOfNoAnswer

const unanswered = new Set<() => void>()

/** Calls `tell` whenever a request got no answer. */
export function whenUnanswered(tell: () => void): void {
  unanswered.add(tell)
}

/**
 * Fetches; where no answer comes, the problem is the answer. So every form shows a lost connection as it shows a refusal,
 * and none has to catch anything. It has the shape of the API's errors and of better-auth's at once.
 */
export async function reach(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init).catch((failure: unknown) => {
    if (!(failure instanceof TypeError)) throw failure
    return Response.json({ error: offline, ...offline }, { status: 503 })
  })
  if (isNoAnswer(response.status)) for (const tell of unanswered) tell()
  return response
}
