/** What an app that is not live is not told. */
import type { App, Waba } from "../world/objects.ts"
import type { World } from "../world/world.ts"

/**
 * Whether news of the account (undefined: of the app's own doings) is withheld, because the app is in
 * development. The dashboard's test payloads arrive always and do not ask.
 */
export function isWithheld(world: World, app: App, waba: Waba | undefined): boolean {
  if (app.mode === "live") return false
  switch (world.settings.webhooks.development) {
    case "all":
      return false
    case "none":
      return true
    case "own":
      return waba !== undefined && !isOwn(world, app, waba)
  }
}

function isOwn(world: World, app: App, waba: Waba): boolean {
  if (waba.business_id === app.business_id) return true
  return app.role_user_ids.some((id) => world.users.get(id)?.business_ids.includes(waba.business_id))
}
