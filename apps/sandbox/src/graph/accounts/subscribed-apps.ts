/** `/{waba-id}/subscribed_apps`: which apps hear of an account, and at which URL. */
import type { Waba } from "../../world/objects.ts"
import { management, requireScope } from "../protocol/access.ts"
import type { Call } from "../protocol/call.ts"
import { verifyCallback } from "../protocol/callbacks.ts"
import { missingParameter } from "../protocol/refusal.ts"
import { type Answer, success, text } from "../protocol/request.ts"

export function listSubscribedApps({ world, object }: Call<Waba>): Answer {
  return {
    data: object.subscribed_apps.flatMap(({ app_id, override_callback_uri }) => {
      const app = world.apps.get(app_id)
      if (app === undefined) return []
      const data = { id: app.id, name: app.name, link: `https://www.facebook.com/games/?app_id=${app.id}` }
      return [
        {
          whatsapp_business_api_data: data,
          ...(override_callback_uri === undefined ? {} : { override_callback_uri }),
        },
      ]
    }),
  }
}

/** Subscribes the token's app; a call without an override removes one that was set. */
export async function subscribeApp({ world, running, request, caller, object }: Call<Waba>): Promise<Answer> {
  requireScope(caller, management)
  const url = text(request.params, "override_callback_uri")
  const token = text(request.params, "verify_token")
  if (url !== undefined) {
    if (token === undefined) throw missingParameter("verify_token")
    await verifyCallback(running, url, token)
  }
  object.subscribed_apps = [
    ...object.subscribed_apps.filter((subscribed) => subscribed.app_id !== caller.app.id),
    {
      app_id: caller.app.id,
      ...(url === undefined || token === undefined
        ? {}
        : { override_callback_uri: url, verify_token: token }),
    },
  ]
  world.wabas.put(object)
  return success
}

export function unsubscribeApp({ world, caller, object }: Call<Waba>): Answer {
  requireScope(caller, management)
  object.subscribed_apps = object.subscribed_apps.filter((subscribed) => subscribed.app_id !== caller.app.id)
  world.wabas.put(object)
  return success
}
