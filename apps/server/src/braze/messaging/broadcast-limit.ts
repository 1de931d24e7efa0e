/** What a request to send is counted in, after Braze's "Rate limits". */
import { createHash } from "node:crypto"
import type { Asked } from "../frame/endpoint.ts"
import type { Counted } from "../frame/rate-limits.ts"
import { readFlag } from "./recipients.ts"

/** One to an audience has limits of its own. The same audience is the same campaign or canvas, segment and filters. */
export function broadcastLimit({
  broadcast,
  campaign_id,
  canvas_id,
  segment_id,
  audience,
}: Asked["input"]): Counted | undefined {
  if (!readFlag(broadcast)) return undefined
  const named = JSON.stringify([campaign_id ?? canvas_id ?? null, segment_id ?? null, audience ?? null])
  return { broadcastTo: createHash("sha256").update(named).digest("base64") }
}
