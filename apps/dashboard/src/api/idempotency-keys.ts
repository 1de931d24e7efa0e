import { reach } from "./connection-problem.ts"
import { asProblem } from "./problem.ts"

const keyHeader = "Idempotency-Key"

/** The keys of requests that may have been carried out without our having heard of it. */
const unanswered = new Map<string, string>()

/**
 * Fetches; every POST carries a key under which the server carries it out once. A new one each time, but for a request
 * that is under way or whose answer never came: made again, it has the key that it had, and so is not done twice. A request
 * that brings a key keeps it.
 */
export async function reachOnce(request: Request): Promise<Response> {
  if (request.method !== "POST" || request.headers.has(keyHeader)) return reach(request)
  const { url, headers } = request
  const asked = [headers.get("Parley-Workspace"), url, await request.clone().text()].join("\n")
  const key = unanswered.get(asked) ?? newKey()
  unanswered.set(asked, key)
  headers.set(keyHeader, key)
  const response = await reach(request)
  if (await isAnswer(response)) unanswered.delete(asked)
  return response
}

/** Neither the server nor a proxy before it says so, but these mean that one does not know what happened to the request. */
const open: ReadonlySet<string> = new Set(["offline", "unknown", "unavailable", "idempotency_in_progress"])

async function isAnswer(response: Response): Promise<boolean> {
  if (response.ok) return true
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  return !open.has(asProblem(said).code)
}

/** By chance; unlike `crypto.randomUUID`, also on pages served over plain HTTP to another host. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
