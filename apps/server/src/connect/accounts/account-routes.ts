import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { doctorRun, examineWorkspace } from "../doctor/runs.ts"
import { requireAcknowledged } from "../login/acknowledgements.ts"
import { connectWhatsApp } from "../login/connection.ts"
import { requireOwnState } from "../login/login-dialog.ts"
import { prerequisitesOf } from "../login/prerequisites.ts"
import { asNumber, number } from "../numbers/number-answer.ts"
import { type NumberRow, selectNumbers } from "../numbers/numbers.ts"
import { orderWebhooks } from "../webhooks/subscribe-webhooks.ts"
import { accountsById, listAccounts } from "./accounts.ts"
import { disconnect } from "./disconnection.ts"
import { asOptimizedDelivery, optimizedDelivery, setOptimizedDelivery } from "./optimized-delivery.ts"

const tags = ["Connection"]

const businessAccount = z
  .object({
    id: fields.id,
    waba_id: z.string().describe("The WhatsApp Business Account's id at Meta"),
    business_id: z.string().nullable().describe("The business portfolio that owns it"),
    name: z.string(),
    currency: z.string().nullable(),
    country: z.string().nullable(),
    review_status: z
      .string()
      .nullable()
      .describe("Meta's review of the account: APPROVED, PENDING, REJECTED"),
    verification_status: z
      .string()
      .nullable()
      .describe("Of the portfolio's business: verified, not_verified, pending, …"),
    optimized_delivery: optimizedDelivery,
    token_scopes: z.array(z.string()),
    token_expires_at: fields.timestamp.nullable().describe("null: the access does not expire"),
    connected_at: fields.timestamp,
    disconnected_at: fields.timestamp.nullable().describe("Since then it is kept, but not used"),
    updated_at: fields.timestamp,
    numbers: z.array(number),
  })
  .meta({ id: "BusinessAccount" })

const warning = z
  .object({
    code: z.string(),
    message: z.string(),
    help: z.string(),
    subject: z.string().optional().describe("The WABA id or phone number concerned; absent: everything"),
  })
  .meta({ id: "ConnectionWarning" })

const whatsAppLogin = z
  .object({
    code: z
      .string("the code that the login dialog gave")
      .min(1, "the code that the login dialog gave")
      .max(4_096),
    redirect_uri: z
      .url("the redirect_uri that the dialog was opened with; leave it out after a popup")
      .optional(),
    state: z.string().max(4_096).optional(),
  })
  .meta({ id: "WhatsAppLogin" })

const connection = z
  .object({
    business_accounts: z.array(businessAccount),
    warnings: z.array(warning),
    doctor: doctorRun,
  })
  .meta({ id: "Connection" })

const deliveryChange = z
  .strictObject({
    on: z.boolean().optional().describe("Absent: Meta is only asked how far the account has come"),
  })
  .meta({ id: "OptimizedDeliveryChange" })

const webhookOrder = z.object({ warnings: z.array(warning), doctor: doctorRun }).meta({ id: "WebhookOrder" })

const disconnection = z
  .object({ business_account: businessAccount, warnings: z.array(warning) })
  .meta({ id: "Disconnection" })

export const accountRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db } = platform
    const required = prerequisitesOf(platform.config.meta)
    const asAnswer = (workspaceId: string, ids: readonly string[]) =>
      db.workspace(workspaceId, async (tx) => withNumbers(tx, await accountsById(tx, ids)))

    app.post(
      "/connect/whatsapp",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Connect the business accounts of a Login with Facebook",
          description:
            "Send the `code` that the login dialog gave, within 30 seconds. The accounts are those that Meta says were granted. " +
            "Doing it again renews the access. What did not succeed, though the account is connected, is listed under `warnings`. " +
            "A member must have acknowledged the prerequisites, and sends the `state` of a redirect along.",
          tags,
          body: whatsAppLogin,
          response: {
            200: connection,
            502: fields.problem,
            ...fields.problems,
          },
        },
      },
      async ({ body, caller }) => {
        const { workspaceId } = caller
        if (caller.memberId !== undefined) {
          if (body.redirect_uri !== undefined) requireOwnState(platform, body.state ?? "", caller)
          await db.workspace(workspaceId, (tx) => requireAcknowledged(tx, required))
        }
        const login = { code: body.code, redirectUri: body.redirect_uri }
        const connected = await connectWhatsApp(platform, workspaceId, login)
        const doctor = await examineWorkspace(platform, workspaceId, "connected")
        const business_accounts = await asAnswer(workspaceId, connected.businessAccountIds)
        return { business_accounts, warnings: connected.warnings, doctor }
      },
    )

    app.post(
      "/connect/webhooks",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Subscribe to webhooks again",
          description:
            "Has Meta deliver here what concerns the app, every connected account and every number, and examines it. " +
            "Callbacks that an account or a number had elsewhere are removed.",
          tags,
          response: {
            200: webhookOrder,
            ...fields.problems,
          },
        },
      },
      async ({ caller: { workspaceId } }) => {
        const warnings = await orderWebhooks(platform, workspaceId)
        const doctor = await examineWorkspace(platform, workspaceId, "changed")
        return { warnings, doctor }
      },
    )

    app.post(
      "/business-accounts/:id/disconnect",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Disconnect a business account",
          description:
            "Its numbers stop sending and their subscription groups are archived. Nothing is deleted: connecting it again " +
            "brings everything back. Another workspace may connect it meanwhile.",
          tags,
          params: fields.byId,
          response: {
            200: disconnection,
            ...fields.problems,
          },
        },
      },
      async ({ params, caller }) => {
        const { workspaceId } = caller
        const warnings = await disconnect(platform, { workspaceId, businessAccountId: params.id })
        await examineWorkspace(platform, workspaceId, "changed")
        const [business_account] = await asAnswer(workspaceId, [params.id])
        return { business_account: found(business_account, "business account"), warnings }
      },
    )

    app.post(
      "/business-accounts/:id/optimized-delivery",
      {
        config: { permission: "connection:manage" },
        schema: {
          summary: "Turn optimized delivery of a business account on or off",
          description:
            "Its marketing templates go through Meta's Marketing Messages API then, as far as campaigns don't say otherwise. Meta is " +
            "asked first: the business has to have accepted Meta's terms. Whatever Meta does not take this way goes the ordinary way.",
          tags,
          params: fields.byId,
          body: deliveryChange,
          response: { 200: businessAccount, 502: fields.problem, ...fields.problems },
        },
      },
      async ({ params, body, caller }) => {
        const { workspaceId } = caller
        await setOptimizedDelivery(platform, { workspaceId, id: params.id }, body.on)
        const [account] = await asAnswer(workspaceId, [params.id])
        return found(account, "business account")
      },
    )

    app.get(
      "/business-accounts",
      {
        config: { permission: "connection:read" },
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

async function withNumbers<T extends { id: string } & Parameters<typeof asOptimizedDelivery>[0]>(
  tx: Tx,
  accounts: readonly T[],
) {
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
  return accounts.map(({ marketing_messages_status, optimizes_delivery, ...account }) => ({
    ...account,
    optimized_delivery: asOptimizedDelivery({ marketing_messages_status, optimizes_delivery }),
    numbers: (byAccount.get(account.id) ?? []).map(asNumber),
  }))
}
