import { createClient, type Shapes } from "@parley/api-client"
import type { Middleware } from "openapi-fetch"
import createQueries from "openapi-react-query"
import { reachOnce } from "./idempotency-keys.ts"
import { hearServerTime, timeHeader } from "./server-time.ts"
import { chosenWorkspace } from "./workspace-choice.ts"

export type { Shapes }

const workspaceHeader: Middleware = {
  onRequest({ request }) {
    const workspace = chosenWorkspace()
    if (workspace !== null) request.headers.set("Parley-Workspace", workspace)
  },
}

const signedOut = new Set<() => void>()

/** Calls `tell` whenever the server does not know the session any more. */
export function whenSignedOut(tell: () => void): void {
  signedOut.add(tell)
}

const sessionWatch: Middleware = {
  onResponse({ response }) {
    if (response.status === 401) for (const tell of signedOut) tell()
  },
}

const timeWatch: Middleware = {
  onResponse({ response }) {
    const told = response.headers.get(timeHeader)
    if (told !== null) hearServerTime(told)
  },
}

/**
 * The public API: `await client.POST("/v1/templates/sync")`. What does something can be
 * asked again when no answer came; see {@link reachOnce}.
 */
export const client = createClient({ fetch: reachOnce })
client.use(workspaceHeader, sessionWatch, timeWatch)

/** The same as queries and mutations: `api.useQuery("get", "/v1/members")`. They fail with what `asProblem` reads. */
export const api = createQueries(client)
