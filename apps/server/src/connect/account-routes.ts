import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { accountsById, listAccounts } from "./accounts.ts"
import { connectWhatsApp, type SyncTemplates } from "./connection.ts"
import { asNumber, number } from "./number-answer.ts"
import { type NumberRow, selectNumbers } from "./numbers.ts"

const tags = ["Connection"]

const businessAccount = z
  .object({
    id: fields.id,
    waba_id: z.string().describe("The WhatsApp Business Account's id at Meta"),
    business_id: z.string().nullable().describe("The business portfolio that owns it"),
    name: z.string(),
    token_scopes: z.array(z.string()),
    token_expires_at: fields.timestamp.nullable().describe("null: the access does not expire"),
    connected_at: fields.timestamp,
    updated_at: fields.timestamp,
    numbers: z.array(number),
  })
  .meta({ id: "BusinessAccount" })

const warning = z.object({
  code: z.string(),
  message: z.string(),
  help: z.string(),
  subject: z.string().optional().describe("The WABA id concerned; absent: all of them"),
})

export const accountRoutes =
  (platform: Platform, needs: { syncTemplates: SyncTemplates }): Routes =>
  async (app) => {
    const { db } = platform

    app.post(
      "/connect/whatsapp",
      {
        schema: {
          summary: "Connect the business accounts of a Login with Facebook",
          description:
            "Send the `code` that the login dialog gave, within 30 seconds. The accounts are those that Meta says were granted. " +
            "Doing it again renews the access. What did not succeed although the connection stands is listed under `warnings`.",
          tags,
          body: z.object({
            code: z
              .string("the code that the login dialog gave")
              .min(1, "the code that the login dialog gave")
              .max(4_096),
            redirect_uri: z
              .url("the redirect_uri that the dialog was opened with; leave it out after a popup")
              .optional(),
          }),
          response: {
            200: z.object({ business_accounts: z.array(businessAccount), warnings: z.array(warning) }),
            403: fields.problem,
            502: fields.problem,
            ...fields.problems,
          },
        },
      },
      async ({ body, caller }) => {
        const login = { code: body.code, redirectUri: body.redirect_uri }
        const { businessAccountIds, warnings } = await connectWhatsApp(
          platform,
          caller.workspaceId,
          login,
          needs.syncTemplates,
        )
        const business_accounts = await db.workspace(caller.workspaceId, async (tx) =>
          withNumbers(tx, await accountsById(tx, businessAccountIds)),
        )
        return { business_accounts, warnings }
      },
    )

    app.get(
      "/business_accounts",
      {
        schema: {
          summary: "List business accounts with their numbers",
          tags,
          querystring: fields.paging,
          response: { 200: fields.pageOf(businessAccount), ...fields.problems },
        },
      },
      ({ query, caller }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const page = fields.toPage(await listAccounts(tx, query), query.limit)
          return { data: await withNumbers(tx, page.data), next: page.next }
        }),
    )
  }

async function withNumbers<T extends { id: string }>(tx: Tx, accounts: readonly T[]) {
  const rows: NumberRow[] =
    accounts.length === 0
      ? []
      : await selectNumbers(tx)
          .where(
            "numbers.business_account_id",
            "in",
            accounts.map((account) => account.id),
          )
          .execute()
  const byAccount = Map.groupBy(rows, (row) => row.business_account_id)
  return accounts.map((account) => ({ ...account, numbers: (byAccount.get(account.id) ?? []).map(asNumber) }))
}
