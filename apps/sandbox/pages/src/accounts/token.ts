/** A token to act on an account with, from the app that listens to it or the first there is. */
import { z } from "zod"
import { type AccountView, overviewSchema } from "../../../src/control/views/shapes.ts"
import { ApiError, control } from "../api.ts"

const hourSeconds = 3_600
const tokenSchema = z.object({ access_token: z.string() })

export async function tokenFor(account: AccountView): Promise<string> {
  const { apps } = await control(overviewSchema, "GET", "views/overview")
  const appId = account.subscribed_apps[0]?.app_id ?? apps[0]?.app_id
  if (appId === undefined) {
    throw new ApiError("There is no app to act for. Create one on the start page.", "no_app", undefined)
  }
  const { access_token } = await control(tokenSchema, "POST", "tokens", {
    app_id: appId,
    waba_ids: [account.waba_id],
    kind: "USER",
    expires_in_seconds: hourSeconds,
  })
  return access_token
}
