/**
 * The parts of a running sandbox, as they are handed to the code that answers a request. What answers adds its own
 * parts to these, where they are made (`declare module`).
 */
import type { Statuses } from "./delivery/statuses.ts"
import type { Webhooks } from "./delivery/webhooks.ts"
import type { World } from "./world/world.ts"

export interface Running {
  readonly world: World
  readonly webhooks: Webhooks
  readonly statuses: Statuses
  /** Where the sandbox is reached, without a slash at the end. */
  readonly publicUrl: () => string
  /** Forgets everything. */
  readonly reset: () => void
}
