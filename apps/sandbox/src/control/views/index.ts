/** `/_sandbox/views`: what the pages read in one call each. Nothing here changes anything. */
import type { ControlCall } from "../request.ts"
import { viewAccount, viewOverview, viewSims } from "./accounts.ts"
import { viewChats } from "./chats.ts"
import { viewDialog } from "./dialog.ts"

export const VIEWS: readonly [method: string, path: string, view: (call: ControlCall) => object][] = [
  ["GET", "views/overview", viewOverview],
  ["GET", "views/accounts/*", viewAccount],
  ["GET", "views/chats/*", viewChats],
  ["GET", "views/sims", viewSims],
  ["GET", "views/dialog", viewDialog],
]
