import { dialogViewSchema } from "../../../src/control/views/shapes.ts"
import { useLive } from "../live.ts"
import type { LoginRequest } from "./request.ts"

/** What the dialog shows to this person (empty: nobody yet) for what the app asks. */
export function useDialogView(request: LoginRequest, person: string) {
  const query = new URLSearchParams({
    client_id: request.clientId,
    person,
    redirect_uri: request.redirectUri,
    config_id: request.configId,
    scope: request.scope,
  })
  return useLive(dialogViewSchema, `views/dialog?${query}`)
}
