import {
  type GraphClient,
  type GraphError,
  getAccount,
  getMarketingMessagesStatus,
  listNumbers,
  type TokenInfo,
} from "@parley/whatsapp/graph"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { storeAccounts } from "../accounts/accounts.ts"
import { tokenGraph } from "../accounts/graph.ts"
import { completeNumbers, liftHolds, retireNumbers, storeNumbers } from "../numbers/numbers.ts"
import { register } from "../numbers/registration.ts"
import { tellOfAccounts } from "../numbers/tell-standing.ts"
import { answered, refusedByMeta } from "../refusal.ts"
import { asWarning, attempt, type ConnectionWarning } from "../warning.ts"
import { subscribeAccount, subscribeHere } from "../webhooks/subscription.ts"
import { type Login, noAccount, redeemCode } from "./login.ts"
import { missingScopes } from "./scopes.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * Fetches what Meta has of a business account that was connected just now. Given from above, as rooms are above
     * connections.
     */
    afterConnecting?(platform: Platform, workspaceId: string, businessAccountId: string): Promise<unknown>
  }
}

/**
 * Connects the business accounts that a login opens, or renews their access when they were connected before.
 *
 * Everything is read from Meta first and written in one transaction; only then are webhooks ordered, templates fetched
 * and verified numbers registered. A failure of these is a warning: the code is spent by then, and all can be made up for.
 * @throws Problem as {@link redeemCode}; forbidden when Meta shows none of the accounts; conflict when an account or number belongs to another workspace
 */
export async function connectWhatsApp(
  platform: Platform,
  workspaceId: string,
  login: { code: string; redirectUri?: string | undefined },
): Promise<{ businessAccountIds: string[]; warnings: ConnectionWarning[] }> {
  const granted = await redeemCode(platform, login.code, login.redirectUri)
  const graph = tokenGraph(platform, granted.accessToken)
  const { accounts, refused } = await openAccounts(graph, granted)
  const now = platform.clock.now()
  const { byWabaId, waiting } = await platform.db.system(async (tx) => {
    const stored = await storeAccounts(
      tx,
      { workspaceId, scopes: granted.token.scopes, expiresAt: granted.token.expiresAt ?? null, now },
      accounts.map((account) => ({
        wabaId: account.id,
        businessId: account.ownerBusinessId ?? null,
        name: account.name,
        sealedToken: platform.secrets.seal(granted.accessToken, account.id),
        currency: account.currency ?? null,
        country: account.country ?? null,
        reviewStatus: account.accountReviewStatus ?? null,
        verificationStatus: account.businessVerificationStatus ?? null,
        marketingMessagesStatus: account.marketingMessagesStatus,
      })),
    )
    const numbers = accounts.flatMap((account) => {
      const businessAccountId = stored.get(account.id)
      return businessAccountId ? account.numbers.map((described) => ({ businessAccountId, described })) : []
    })
    const listed = numbers.map((number) => number.described.id)
    await refuseForeignNumbers(tx, workspaceId, listed)
    for (const room of platform.rooms) await room.numbersReturn?.(tx, workspaceId, listed)
    await storeNumbers(tx, workspaceId, numbers, now)
    const accountIds = [...stored.values()]
    await retireNumbers(tx, accountIds, listed, now)
    await liftHolds(tx, accountIds) // a withdrawn token may have been the reason
    await tellOfAccounts(tx, accountIds, now)
    await completeNumbers(tx, platform.rooms, accountIds, now)
    return { byWabaId: stored, waiting: await verifiedNumbers(tx, accountIds) }
  })

  const warnings = await Promise.all([
    attempt(undefined, () => subscribeHere(platform)),
    ...accounts.map(({ id }) => attempt(id, () => subscribeAccount(graph, id))),
    ...platform.rooms.flatMap((room) =>
      [...byWabaId].map(([wabaId, id]) =>
        attempt(wabaId, async () => room.afterConnecting?.(platform, workspaceId, id)),
      ),
    ),
    ...waiting.map(({ id, display_phone_number }) =>
      attempt(display_phone_number, () => register(platform, { workspaceId, numberId: id }, undefined)),
    ),
  ])
  return {
    businessAccountIds: [...byWabaId.values()],
    warnings: [
      ...refused,
      ...accounts.flatMap(({ id }) => judgeScopes(granted.token, id)),
      ...warnings.filter((warning) => warning !== undefined),
    ],
  }
}

/**
 * Reads the accounts of a login with their numbers. One that Meta does not show is left out with a warning.
 * @throws Problem forbidden when there is none left; meta_rejected, meta_unreachable when it is Meta that cannot answer now
 */
async function openAccounts(graph: GraphClient, { token, wabaIds }: Login) {
  const read = await Promise.all(
    wabaIds.map(async (wabaId) => {
      const [account, numbers, status] = await Promise.all([
        getAccount(graph, wabaId),
        listNumbers(graph, wabaId),
        getMarketingMessagesStatus(graph, wabaId),
      ])
      const refusal = [account, numbers].find((answer) => !answer.ok && isClosed(answer.error))
      if (refusal && !refusal.ok)
        return { refused: { ...asWarning(refusedByMeta(refusal.error)), subject: wabaId } }
      // Nobody has to wait for this one: it is asked again when it is needed.
      const marketingMessagesStatus = status.ok ? status.data : null
      return { opened: { ...answered(account), numbers: answered(numbers), marketingMessagesStatus } }
    }),
  )
  const accounts = read.flatMap(({ opened }) => opened ?? [])
  if (accounts.length > 0) return { accounts, refused: read.flatMap(({ refused }) => refused ?? []) }
  throw noAccount(token, wabaIds)
}

/** Whether Meta keeps something from this token, rather than being too busy to show it. */
const isClosed = (error: GraphError): boolean =>
  error.kind === "rejected" && error.entry.fault !== "rate" && error.entry.fault !== "meta"

/** What the account's connection may lack although Meta shows it. */
function judgeScopes(token: TokenInfo, wabaId: string): ConnectionWarning[] {
  const missing = missingScopes(token, wabaId)
  if (missing.length === 0) return []
  return [
    {
      code: "missing_scope",
      message: `Meta does not list ${missing.join(" and ")} among what the login grants for this account.`,
      help: "The account can be read. If Meta refuses messages or templates, log in again and leave every permission switched on.",
      subject: wabaId,
    },
  ]
}

/** The wizard of the login verifies a number and leaves its registration to us. */
function verifiedNumbers(tx: Tx, accountIds: readonly string[]) {
  return tx
    .selectFrom("numbers")
    .select(["id", "display_phone_number"])
    .where("business_account_id", "in", accountIds)
    .where("verification_status", "=", "VERIFIED")
    .where("registered_at", "is", null)
    .where("status", "<>", "DELETED")
    .execute()
}

async function refuseForeignNumbers(tx: Tx, workspaceId: string, phoneNumberIds: string[]): Promise<void> {
  if (phoneNumberIds.length === 0) return
  const foreign = await tx
    .selectFrom("numbers")
    .select("display_phone_number")
    .where("phone_number_id", "in", phoneNumberIds)
    .where("workspace_id", "<>", workspaceId)
    .where("disconnected_at", "is", null)
    .executeTakeFirst()
  if (foreign) {
    throw new Problem(
      "conflict",
      `The number ${foreign.display_phone_number} belongs to another workspace.`,
      {
        help: "Disconnect its business account there first.",
      },
    )
  }
}
