import { offline } from "./problem.ts"

/**
 * Fetches; where no answer comes, the problem is the answer. So every form shows a lost connection as it shows a refusal,
 * and none has to catch anything. It has the shape of the API's errors and of better-auth's at once.
 */
export async function reach(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init)
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure
    return Response.json({ error: offline, ...offline }, { status: 503 })
  }
}
