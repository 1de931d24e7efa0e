import { getAccount, listNumbers } from "@parley/whatsapp/graph"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { storeAccounts } from "../accounts/accounts.ts"
import { tokenGraph } from "../accounts/graph.ts"
import { completeNumbers, liftHolds, retireNumbers, storeNumbers } from "../numbers/numbers.ts"
import { register } from "../numbers/registration.ts"
import { answered } from "../refusal.ts"
import { attempt, type ConnectionWarning } from "../warning.ts"
import { subscribeAccount, subscribeHere } from "../webhooks/subscription.ts"
import { redeemCode } from "./login.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * Fetches what Meta has of a business account that was connected just now. Given from above, as rooms stand upon
     * connections.
     */
    afterConnecting?(platform: Platform, workspaceId: string, businessAccountId: string): Promise<unknown>
  }
}

/**
 * Connects the business accounts that a login grants, or renews their access when they were connected before.
 *
 * Everything is read from Meta first and written in one transaction; only then are webhooks ordered, templates fetched
 * and verified numbers registered. A failure of these is a warning: the code is spent by then, and all can be made up for.
 * @throws Problem as {@link redeemCode}; conflict when an account or number belongs to another workspace
 */
export async function connectWhatsApp(
  platform: Platform,
  workspaceId: string,
  login: { code: string; redirectUri?: string | undefined },
): Promise<{ businessAccountIds: string[]; warnings: ConnectionWarning[] }> {
  const granted = await redeemCode(platform, login.code, login.redirectUri)
  const graph = tokenGraph(platform, granted.accessToken)
  const accounts = await Promise.all(
    granted.wabaIds.map(async (wabaId) => {
      const [account, numbers] = await Promise.all([getAccount(graph, wabaId), listNumbers(graph, wabaId)])
      return { ...answered(account), numbers: answered(numbers) }
    }),
  )

  const now = platform.clock.now()
  const { byWabaId, waiting } = await platform.db.system(async (tx) => {
    const stored = await storeAccounts(
      tx,
      { workspaceId, scopes: granted.scopes, expiresAt: granted.expiresAt, now },
      accounts.map((account) => ({
        wabaId: account.id,
        businessId: account.ownerBusinessId ?? null,
        name: account.name,
        sealedToken: platform.secrets.seal(granted.accessToken, account.id),
        currency: account.currency ?? null,
        country: account.country ?? null,
        reviewStatus: account.accountReviewStatus ?? null,
        verificationStatus: account.businessVerificationStatus ?? null,
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
    warnings: warnings.filter((warning) => warning !== undefined),
  }
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
