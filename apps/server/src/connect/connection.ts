import { type BusinessNumber, getAccount, listNumbers } from "@parley/whatsapp"
import { Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { storeAccounts } from "./accounts.ts"
import { tokenGraph } from "./graph.ts"
import { redeemCode } from "./login.ts"
import { completeSubscriptionGroups, liftHolds, retireNumbers, storeNumbers } from "./numbers.ts"
import { answered } from "./refusal.ts"
import { subscribeAccount, subscribeHere } from "./subscription.ts"

/** Fetches the templates of a business account; given from above, as templates stand upon connections. */
export type SyncTemplates = (
  platform: Platform,
  workspaceId: string,
  businessAccountId: string,
) => Promise<unknown>

/** Something that did not succeed although the connection stands. */
export interface ConnectionWarning {
  code: string
  message: string
  help: string
  /** The WABA id concerned; absent: all of them. */
  subject?: string | undefined
}

/**
 * Connects the business accounts that a login grants, or renews their access when they were connected before.
 *
 * Everything is read from Meta first and written in one transaction; only then are webhooks ordered and templates
 * fetched. A failure of these is a warning: the code is spent by then, and both can be made up for.
 * @throws Problem as {@link redeemCode}; conflict when an account or number belongs to another workspace
 */
export async function connectWhatsApp(
  platform: Platform,
  workspaceId: string,
  login: { code: string; redirectUri?: string | undefined },
  syncTemplates: SyncTemplates,
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
  const ids = await platform.db.system(async (tx) => {
    const stored = await storeAccounts(
      tx,
      { workspaceId, scopes: granted.scopes, expiresAt: granted.expiresAt, now },
      accounts.map(({ id, name, ownerBusinessId }) => ({
        wabaId: id,
        businessId: ownerBusinessId ?? null,
        name,
        sealedToken: platform.secrets.seal(granted.accessToken, id),
      })),
    )
    const numbers = accounts.flatMap((account) => {
      const businessAccountId = stored.get(account.id)
      return businessAccountId ? account.numbers.map((described) => ({ businessAccountId, described })) : []
    })
    refuseForeign(
      numbers.map((number) => number.described),
      await storeNumbers(tx, workspaceId, numbers, now),
    )
    const accountIds = [...stored.values()]
    await retireNumbers(
      tx,
      accountIds,
      numbers.map((number) => number.described.id),
      now,
    )
    await liftHolds(tx, accountIds) // a withdrawn token may have been the reason
    await completeSubscriptionGroups(tx, accountIds, now)
    return stored
  })

  const warnings = await Promise.all([
    attempt(undefined, () => subscribeHere(platform)),
    ...accounts.map(({ id }) => attempt(id, () => subscribeAccount(graph, id))),
    ...[...ids].map(([wabaId, id]) => attempt(wabaId, () => syncTemplates(platform, workspaceId, id))),
  ])
  return {
    businessAccountIds: [...ids.values()],
    warnings: warnings.filter((warning) => warning !== undefined),
  }
}

function refuseForeign(numbers: readonly BusinessNumber[], stored: ReadonlyMap<string, string>): void {
  const foreign = numbers.find((number) => !stored.has(number.id))
  if (foreign) {
    throw new Problem("conflict", `The number ${foreign.displayPhoneNumber} belongs to another workspace.`)
  }
}

async function attempt(
  subject: string | undefined,
  work: () => Promise<unknown>,
): Promise<ConnectionWarning | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { code: error.code, message: error.message, help: error.help, subject }
  }
}
