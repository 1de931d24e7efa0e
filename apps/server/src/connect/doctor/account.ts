import {
  type BusinessNumber,
  debugToken,
  type GraphClient,
  getHealth,
  listNumbers,
  type TokenInfo,
} from "@parley/whatsapp/graph"
import type { Platform } from "../../platform/index.ts"
import { appGraph, graphClient } from "../accounts/graph.ts"
import { missingScopes } from "../login/scopes.ts"
import { completeNumbers, type NumberRow, storeNumbers } from "../numbers/numbers.ts"
import { answered } from "../refusal.ts"
import { callbackUrl, listSubscribedApps } from "../webhooks/subscription.ts"
import { type Check, examine, failed, loginAgain, ok, skipped, warning } from "./check.ts"
import { judgeHealth } from "./health.ts"
import { checkNumber } from "./number.ts"
import { checkOptimizedDelivery } from "./optimized-delivery.ts"
import type { Patient } from "./patient.ts"
import { judgeStanding } from "./restrictions.ts"

const expirySoonMs = 7 * 24 * 60 * 60 * 1000
const logIn = { kind: "log_in" } as const

/** Everything about one business account: its stored token, what the token may do, its webhooks, its numbers. */
export async function checkAccount(platform: Platform, account: Patient): Promise<Check[]> {
  const subject = `${account.name} (${account.waba_id})`
  const key = { name: "encryption_key", subject }
  let token: string
  try {
    token = platform.secrets.open(account.sealed_token, account.waba_id)
  } catch {
    return [
      failed(
        key,
        "The stored token cannot be opened with this encryption key.",
        `Restore the ENCRYPTION_KEY (or DATA_DIR) that the token was stored with. Or: ${loginAgain}`,
        logIn,
      ),
      ...["token", "account_subscription", "health", "number"].map((name) =>
        skipped({ name, subject }, "Unknown without a token."),
      ),
    ]
  }
  const graph = graphClient(platform, account)
  const groups = await Promise.all([
    examine({ name: "token", subject }, async () =>
      judgeToken(answered(await debugToken(appGraph(platform), token)), subject, account.waba_id, platform),
    ),
    examine({ name: "account_subscription", subject }, async () => [
      await checkSubscription(platform, graph, account, subject),
    ]),
    examine({ name: "health", subject }, async () =>
      judgeHealth(platform, answered(await getHealth(graph, account.waba_id)), subject),
    ),
    examine({ name: "number", subject }, () => checkNumbers(platform, graph, account, subject)),
    examine({ name: "optimized_delivery", subject }, () =>
      checkOptimizedDelivery(platform, graph, account, subject),
    ),
  ])
  return [
    ok(key, "The stored token can be opened."),
    ...judgeStanding(platform, account, subject),
    ...groups.flat(),
  ]
}

function judgeToken(token: TokenInfo, subject: string, wabaId: string, { clock, config }: Platform): Check[] {
  const place = { name: "token", subject }
  if (!token.isValid)
    return [
      failed(
        place,
        `Meta no longer accepts the token: ${token.error?.message ?? "no reason given"}`,
        loginAgain,
        logIn,
      ),
    ]
  if (token.appId !== config.meta.appId) {
    return [
      failed(
        place,
        `The token was made for app ${token.appId}, not ${config.meta.appId}.`,
        loginAgain,
        logIn,
      ),
    ]
  }
  const findings: Check[] = []
  // What Meta lists is a hint; whether the account opens is seen by what else is examined.
  const missing = missingScopes(token, wabaId)
  if (missing.length > 0) {
    const message = `Meta does not list ${missing.join(" and ")} among what the token grants for this account.`
    findings.push(warning(place, message, loginAgain, logIn))
  }
  const { expiresAt } = token
  if (expiresAt && expiresAt.getTime() - clock.now().getTime() < expirySoonMs)
    findings.push(warning(place, `The token expires at ${expiresAt.toISOString()}.`, loginAgain, logIn))
  if (findings.length > 0) return findings
  const until = expiresAt ? `is valid until ${expiresAt.toISOString()}` : "is valid and does not expire"
  return [ok(place, `The token ${until}.`)]
}

async function checkSubscription(
  platform: Platform,
  graph: GraphClient,
  account: Patient,
  subject: string,
): Promise<Check> {
  const place = { name: "account_subscription", subject }
  const again = "Re-register the webhooks."
  const order = { kind: "subscribe_webhooks" } as const
  const apps = await listSubscribedApps(graph, account.waba_id)
  const app = apps.find(({ id }) => id === platform.config.meta.appId)
  if (!app) {
    const message = "The app receives no webhooks for this account, so no messages or statuses arrive."
    return failed(place, message, again, order)
  }
  if (app.override && app.override !== callbackUrl(platform)) {
    const message = `Messages and statuses of this account go to ${app.override}, not to ${callbackUrl(platform)}.`
    return failed(place, message, again, order)
  }
  return ok(place, "The app receives webhooks for this account.")
}

async function checkNumbers(
  platform: Platform,
  graph: GraphClient,
  account: Patient,
  subject: string,
): Promise<Check[]> {
  const atMeta = new Map(
    answered(await listNumbers(graph, account.waba_id)).map((number) => [number.id, number]),
  )
  if (account.numbers.length === 0) {
    return [
      warning(
        { name: "number", subject },
        "The account has no numbers.",
        "Add a number, then verify and register it.",
        { kind: "add_number", business_account_id: account.id },
      ),
    ]
  }
  const known = account.numbers.filter((number) => number.status !== "DELETED")
  await keep(platform, account, known, atMeta)
  return known.flatMap((number) => checkNumber(platform, number, atMeta.get(number.phone_number_id)))
}

/** What Meta says now of the numbers is written here too, so that their pages agree with the findings. */
async function keep(
  { db, clock, rooms }: Platform,
  account: Patient,
  known: readonly NumberRow[],
  atMeta: ReadonlyMap<string, BusinessNumber>,
): Promise<void> {
  const numbers = known.flatMap(({ phone_number_id }) => {
    const described = atMeta.get(phone_number_id)
    return described ? [{ businessAccountId: account.id, described }] : []
  })
  if (numbers.length === 0) return
  const now = clock.now()
  await db.workspace(account.workspace_id, async (tx) => {
    await storeNumbers(tx, account.workspace_id, numbers, now)
    await completeNumbers(tx, rooms, [account.id], now)
  })
}
