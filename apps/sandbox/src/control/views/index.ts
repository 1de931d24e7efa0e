/** `/_sandbox/views`: what the pages read in one call each. Nothing here changes anything. */
import type { ControlCall } from "../request.ts"
import { viewAccount, viewOverview, viewSims, viewTemplates } from "./accounts.ts"
import { viewChat, viewChats, viewNumbers, viewQrCodes } from "./chats.ts"
import { viewDialog } from "./dialog.ts"
import { viewFlow } from "./flows.ts"

export const views: readonly [method: string, path: string, view: (call: ControlCall) => object][] = [
  ["GET", "views/overview", viewOverview],
  ["GET", "views/accounts/*", viewAccount],
  ["GET", "views/accounts/*/templates", viewTemplates],
  ["GET", "views/chats/*", viewChats],
  ["GET", "views/chats/*/*", viewChat],
  ["GET", "views/numbers", viewNumbers],
  ["GET", "views/qr-codes", viewQrCodes],
  ["GET", "views/flows/*/*", viewFlow],
  ["GET", "views/sims", viewSims],
  ["GET", "views/dialog", viewDialog],
]
