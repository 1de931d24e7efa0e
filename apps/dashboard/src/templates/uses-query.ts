import { api } from "../api/client.ts"

/** What uses a template: campaigns, and launches that are not over. */
export const usesQuery = (id: string) =>
  api.queryOptions("get", "/v1/templates/{id}/uses", { params: { path: { id } } })
