/** How long Meta takes to answer a message that is posted. */
import { hash, sequence } from "../../people/behaviour.ts"
import { within } from "../../range.ts"
import { isSending } from "../../world/failure.ts"
import type { World } from "../../world/world.ts"

let draws = 0

/**
 * Real milliseconds until a call is answered: drawn from the number's own range or from the settings' for messages, zero
 * for everything else. What is asked is done at once.
 */
export function answerLatencyMs(world: World, method: string | undefined, path: readonly string[]): number {
  const [id = "", edge = ""] = path
  if (method !== "POST" || !isSending(edge)) return 0
  const range = world.numbers.get(id)?.answer_latency_ms ?? world.settings.answers.latency_ms
  return range[1] === 0 ? range[0] : within(range, sequence(hash(draws++, 1))())
}
