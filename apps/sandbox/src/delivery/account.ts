/** Webhooks about an account as a whole: templates, numbers, limits, events. */
import type { App, Waba } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import { isWithheld } from "./development.ts"
import { asciiJson, type UpdateContent } from "./update.ts"
import type { Webhooks } from "./webhooks.ts"

/** Tells every app subscribed to the account and to the field; `value` is the whole value of the change. */
export function tellAccount(
  world: World,
  webhooks: Webhooks,
  waba: Waba,
  field: string,
  value: object,
): void {
  webhooks.tell(waba, undefined, updateOf(world, waba.id, field, value))
}

/** Tells one app about its relation to an account; the entry is the partner's portfolio. */
export function tellPartner(world: World, webhooks: Webhooks, app: App, value: object): void {
  if (isWithheld(world, app, undefined)) return
  webhooks.tellApp(app, updateOf(world, app.business_id, "account_update", value))
}

function updateOf(world: World, entryId: string, field: string, value: object): UpdateContent {
  return {
    entry_id: entryId,
    field,
    number_id: "",
    slot: "value",
    json: asciiJson(value),
    contact: null,
    at_ms: world.clock.nowMs(),
  }
}
