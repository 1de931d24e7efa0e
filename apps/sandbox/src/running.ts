/** The parts of a running sandbox, as they are handed to the code that answers a request. */
import type { Statuses } from "./delivery/statuses.ts"
import type { Webhooks } from "./delivery/webhooks.ts"
import type { Limits } from "./graph/messages/limits.ts"
import type { MediaLinks } from "./graph/messages/outgoing/links.ts"
import type { NameReview } from "./graph/numbers/name-review.ts"
import type { Usage } from "./graph/protocol/usage.ts"
import type { Archive } from "./graph/templates/archive.ts"
import type { Pacing } from "./graph/templates/pacing.ts"
import type { Review } from "./graph/templates/review.ts"
import type { Typing } from "./people/typing.ts"
import type { World } from "./world/world.ts"

export interface Running {
  readonly world: World
  readonly webhooks: Webhooks
  readonly statuses: Statuses
  readonly limits: Limits
  readonly review: Review
  readonly pacing: Pacing
  readonly names: NameReview
  readonly archive: Archive
  readonly usage: Usage
  readonly typing: Typing
  readonly mediaLinks: MediaLinks
  /** Where the sandbox is reached, without a slash at the end. */
  readonly publicUrl: () => string
  /** Forgets everything. */
  readonly reset: () => void
}
