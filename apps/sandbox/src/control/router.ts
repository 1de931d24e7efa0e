/** `/_sandbox`: what only a stand-in can do. */

import type { Running } from "../running.ts"
import { causeAccountEvent } from "./account-events.ts"
import { patchNumber, patchWaba, readCodes, readLedger, reviewName } from "./accounts.ts"
import { patchApp, removePartner, testWebhook } from "./apps.ts"
import { patchBusiness, readBusiness } from "./businesses.ts"
import { readChat } from "./chats.ts"
import { changeClock, readClock, readPending, resetSandbox } from "./clock.ts"
import { foundCrowd } from "./crowd.ts"
import { listDeliveries, readDelivery, replayDelivery } from "./deliveries.ts"
import { signupSteps } from "./dialog/signup.ts"
import { deleteFailures, listFailures, orderFailure } from "./failures.ts"
import { hinderFlow } from "./flows.ts"
import {
  listPeople,
  movePerson,
  openChat,
  readPerson,
  reportNumber,
  scanCode,
  updatePerson,
} from "./people.ts"
import { foundAppCall, login, quickstart } from "./quickstart.ts"
import { type ControlAnswer, type ControlCall, ControlError } from "./request.ts"
import { changeSandboxSettings, readSettings } from "./settings.ts"
import {
  appealTemplate,
  concludePacing,
  rateTemplate,
  recategorizeTemplate,
  reviewTemplate,
  unarchiveTemplate,
} from "./templates.ts"
import { changeAccess, orderToken, revokeToken } from "./tokens.ts"
import { views } from "./views/index.ts"
import { writeFromApp, writeMessage } from "./writing.ts"

type Control = (call: ControlCall) => unknown

/** `*` stands for one segment. */
const controls: readonly [method: string, path: string, control: Control][] = [
  ["POST", "quickstart", quickstart],
  ["POST", "apps", foundAppCall],
  ["PATCH", "apps/*", patchApp],
  ["POST", "apps/*/test-webhook", testWebhook],
  ["POST", "apps/*/removal", removePartner],
  ["GET", "businesses/*", readBusiness],
  ["PATCH", "businesses/*", patchBusiness],
  ["POST", "login", login],
  ["GET", "numbers/*/codes", readCodes],
  ["GET", "numbers/*/ledger", readLedger],
  ["PATCH", "numbers/*", patchNumber],
  ["POST", "numbers/*/app-messages", writeFromApp],
  ["POST", "numbers/*/name-review", reviewName],
  ["PATCH", "wabas/*", patchWaba],
  ["POST", "wabas/*/events", causeAccountEvent],
  ["POST", "wabas/*/access", changeAccess],
  ["POST", "tokens", orderToken],
  ["DELETE", "tokens/*", revokeToken],
  ["POST", "templates/*/review", reviewTemplate],
  ["POST", "templates/*/appeal", appealTemplate],
  ["POST", "flows/*/status", hinderFlow],
  ["POST", "templates/*/quality", rateTemplate],
  ["POST", "templates/*/category", recategorizeTemplate],
  ["POST", "templates/*/pacing", concludePacing],
  ["POST", "templates/*/unarchive", unarchiveTemplate],
  ["GET", "settings", readSettings],
  ["PATCH", "settings", changeSandboxSettings],
  ["GET", "people", listPeople],
  ["POST", "people", foundCrowd],
  ["GET", "people/*", readPerson],
  ["PUT", "people/*", updatePerson],
  ["POST", "people/*/messages", writeMessage],
  ["POST", "people/*/read", openChat],
  ["POST", "people/*/move", movePerson],
  ["POST", "people/*/scan", scanCode],
  ["POST", "people/*/report", reportNumber],
  ["GET", "people/*/chats/*", readChat],
  ["GET", "clock", readClock],
  ["POST", "clock", changeClock],
  ["POST", "failures", orderFailure],
  ["GET", "failures", listFailures],
  ["DELETE", "failures", deleteFailures],
  ["DELETE", "failures/*", deleteFailures],
  ["GET", "deliveries", listDeliveries],
  ["GET", "deliveries/*", readDelivery],
  ["POST", "deliveries/*/replay", replayDelivery],
  ["GET", "pending", readPending],
  ["POST", "reset", resetSandbox],
  ...views,
  ...signupSteps,
]

/** Never rejects. */
export async function answerControl(
  running: Running,
  method: string,
  fullPath: string,
  query: URLSearchParams,
  body: Buffer,
): Promise<ControlAnswer> {
  const path = fullPath
    .split("/")
    .slice(2)
    .filter((part) => part !== "")
    .map(decodeURIComponent)
  try {
    const control = findControl(method, path)
    const json = await control({ running, path, query, body: parseBody(body) })
    return { status: 200, json: json ?? {} }
  } catch (error) {
    if (error instanceof ControlError) {
      const { status, code, message, field, errorId: error_id } = error
      return { status, json: { error: { code, message, field, error_id } } }
    }
    console.error(error)
    const message = error instanceof Error ? error.message : String(error)
    return { status: 500, json: { error: { code: "internal", message } } }
  }
}

function findControl(method: string, path: readonly string[]): Control {
  const atPath = controls.filter(([, pattern]) => {
    const parts = pattern.split("/")
    return parts.length === path.length && parts.every((part, i) => part === "*" || part === path[i])
  })
  const found = atPath.find(([allowed]) => allowed === method)
  if (found !== undefined) return found[2]
  if (atPath.length > 0) {
    throw new ControlError(
      405,
      "method_not_allowed",
      `${method} is not possible here; ${atPath.map(([allowed]) => allowed).join(", ")} is.`,
    )
  }
  throw new ControlError(404, "not_found", `The sandbox has nothing at /_sandbox/${path.join("/")}.`)
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    throw new ControlError(400, "invalid", "The body is not valid JSON.")
  }
}
