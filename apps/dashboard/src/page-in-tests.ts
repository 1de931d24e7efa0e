/** How a page is described to the browser tests. Only they load it. */
import type { ApiPath, Shapes } from "@parley/api-client"

type Permission = Shapes["MyWorkspace"]["permissions"][number]

/** A control that writes: the permission it takes, and the request that it sends, to be refused without. */
type Write = readonly [
  permission: Permission,
  request: `${"POST" | "PUT" | "PATCH" | "DELETE"} /v1/${string}`,
]

export interface PageInTests {
  /** For each name in its address the list of the API whose first entry the page is tried with. */
  of?: Readonly<Record<string, ApiPath>>
  /** What opens it; undefined: being a member. */
  opens?: Permission
  /** What the page asks of the API, where that takes the same permission. */
  asks?: `/v1/${string}`
  /** What is there once the page is: a role and a name, as `table Members`. */
  shows: string
  /** Its controls that write, by role and name. */
  writes?: Readonly<Record<string, Write>>
  /** Its other buttons, which change nothing of the workspace. */
  harmless?: readonly string[]
}

/** The id of nothing, for requests that have to be refused before anyone looks for it. */
export const nobody = "0199d1de-0000-7000-8000-000000000000"
