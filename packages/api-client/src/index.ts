/** The public API, typed from its own OpenAPI document; for any client of it, in a browser or not. */
import createFetch, { type Client, type ClientOptions } from "openapi-fetch"
import type { components, paths } from "./schema.generated.ts"

/** The shapes of the public API by name: `Shapes["Template"]`. */
export type Shapes = components["schemas"]

/** The path of each route, such as `/v1/contacts/{id}`. */
export type ApiPath = keyof paths

export type ApiClient = Client<paths>

/** A client of the public API: `await client.POST("/v1/templates/sync", { body })`. */
export function createClient(options: ClientOptions): ApiClient {
  return createFetch<paths>(options)
}
