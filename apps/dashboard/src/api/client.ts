import createFetch, { type Middleware } from "openapi-fetch"
import createQueries from "openapi-react-query"
import type { components, paths } from "./schema.generated.ts"
import { chosenWorkspace } from "./workspace-choice.ts"

/** The shapes of the public API by name: `Shapes["Template"]`. */
export type Shapes = components["schemas"]

const workspaceHeader: Middleware = {
  onRequest({ request }) {
    const workspace = chosenWorkspace()
    if (workspace !== null) request.headers.set("Parley-Workspace", workspace)
  },
}

/** The public API, typed from its own OpenAPI document: `await client.POST("/v1/templates/sync")`. */
export const client = createFetch<paths>()
client.use(workspaceHeader)

/** The same as queries and mutations: `api.useQuery("get", "/v1/members")`. They fail with what `asProblem` reads. */
export const api = createQueries(client)
