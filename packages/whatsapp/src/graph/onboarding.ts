/** The calls by which a business account is connected. */
import { z } from "zod"
import { asInstant } from "../json.ts"
import { acknowledged, successSchema } from "./acknowledgement.ts"
import type { GraphClient } from "./client.ts"
import { optionalNumber, optionalText } from "./fields.ts"
import type { GraphResult } from "./result.ts"

export interface AccessGrant {
  accessToken: string
  /** Absent: does not expire. */
  expiresInSeconds?: number | undefined
}

export interface TokenInfo {
  appId: string
  isValid: boolean
  /** `SYSTEM_USER`, `USER`, `APP` */
  type?: string | undefined
  /** Absent: never. */
  expiresAt?: Date | undefined
  userId?: string | undefined
  scopes: string[]
  granularScopes: { scope: string; targetIds: string[] }[]
  error?: { code: number; message: string } | undefined
}

export interface BusinessPortfolio {
  id: string
  name: string
  verificationStatus?: string | undefined
}

export interface BusinessAccount {
  id: string
  name: string
  timezoneId?: string | undefined
  currency?: string | undefined
  country?: string | undefined
  accountReviewStatus?: string | undefined
  businessVerificationStatus?: string | undefined
  messageTemplateNamespace?: string | undefined
  ownerBusinessId?: string | undefined
}

/** Seconds since 1970 as Meta gives them in tokens: 0 stands for never. */
const expiry = z.number().optional().transform(asInstant)

const grantSchema = z
  .object({ access_token: z.string().min(1), expires_in: optionalNumber })
  .transform(
    (grant): AccessGrant => ({ accessToken: grant.access_token, expiresInSeconds: grant.expires_in }),
  )

/**
 * Turns the code of a finished login into the business's access token. The code lives 30 seconds and works once.
 *
 * @param redirectUri identical to the one of the dialog when it was opened as a page; absent for the popup
 * @example
 * const grant = await exchangeCode(graph, { appId: "671034288211", appSecret, code: codeOfTheDialog })
 * if (grant.ok) console.log(grant.data.expiresInSeconds ?? "does not expire")
 */
export function exchangeCode(
  graph: GraphClient,
  login: { appId: string; appSecret: string; code: string; redirectUri?: string | undefined },
): Promise<GraphResult<AccessGrant>> {
  // In the body, not in the address: addresses are logged on the way.
  const body = {
    client_id: login.appId,
    client_secret: login.appSecret,
    code: login.code,
    redirect_uri: login.redirectUri,
  }
  return graph.post("oauth/access_token", body, grantSchema)
}

const tokenInfoSchema = z
  .object({
    data: z.object({
      app_id: optionalText,
      is_valid: z.boolean(),
      type: optionalText,
      expires_at: expiry,
      user_id: optionalText,
      scopes: z.array(z.string()).default([]),
      granular_scopes: z
        .array(z.object({ scope: z.string(), target_ids: z.array(z.string()).nullish() }))
        .default([]),
      error: z.object({ code: z.number(), message: z.string() }).optional(),
    }),
  })
  .transform(
    ({ data }): TokenInfo => ({
      appId: data.app_id ?? "",
      isValid: data.is_valid,
      type: data.type,
      expiresAt: data.expires_at,
      userId: data.user_id,
      scopes: data.scopes,
      granularScopes: data.granular_scopes.map(({ scope, target_ids }) => ({
        scope,
        targetIds: target_ids ?? [],
      })),
      error: data.error,
    }),
  )

/**
 * What a token may do, and on which business accounts (`granularScopes`). What a browser reports at the end of a
 * login is not authenticated: check it against this. `graph` speaks with the app's own token.
 * @example
 * const token = await debugToken(graph, accessToken)
 * const mayManage = token.ok && token.data.isValid && token.data.scopes.includes("whatsapp_business_management")
 */
export function debugToken(graph: GraphClient, inputToken: string): Promise<GraphResult<TokenInfo>> {
  return graph.get("debug_token", { input_token: inputToken }, tokenInfoSchema)
}

const portfolioSchema = z
  .object({ id: z.string(), name: z.string().default(""), verification_status: optionalText })
  .transform(
    (item): BusinessPortfolio => ({
      id: item.id,
      name: item.name,
      verificationStatus: item.verification_status,
    }),
  )

/**
 * The business portfolios the token's owner belongs to.
 * @example
 * const portfolios = await listBusinesses(graph)
 * const owned = portfolios.ok ? portfolios.data.map(({ id, name }) => `${name} (${id})`) : []
 */
export function listBusinesses(graph: GraphClient): Promise<GraphResult<BusinessPortfolio[]>> {
  return graph.all("me/businesses", { fields: "id,name,verification_status" }, portfolioSchema)
}

const accountFields = [
  "id",
  "name",
  "timezone_id",
  "currency",
  "country",
  "account_review_status",
  "business_verification_status",
  "message_template_namespace",
  "owner_business_info",
]

const accountSchema = z
  .object({
    id: z.string(),
    name: z.string().default(""),
    timezone_id: optionalText,
    currency: optionalText,
    country: optionalText,
    account_review_status: optionalText,
    business_verification_status: optionalText,
    message_template_namespace: optionalText,
    owner_business_info: z.object({ id: optionalText }).nullish(),
  })
  .transform(
    (account): BusinessAccount => ({
      id: account.id,
      name: account.name,
      timezoneId: account.timezone_id,
      currency: account.currency,
      country: account.country,
      accountReviewStatus: account.account_review_status,
      businessVerificationStatus: account.business_verification_status,
      messageTemplateNamespace: account.message_template_namespace,
      ownerBusinessId: account.owner_business_info?.id,
    }),
  )

/**
 * The business accounts a portfolio owns.
 * @example
 * const accounts = await listOwnedAccounts(graph, "506914307656634")
 * if (accounts.ok) for (const { id, name } of accounts.data) console.log(id, name)
 */
export function listOwnedAccounts(
  graph: GraphClient,
  businessId: string,
): Promise<GraphResult<BusinessAccount[]>> {
  return graph.all(`${businessId}/owned_whatsapp_business_accounts`, { fields: accountFields }, accountSchema)
}

/**
 * The business accounts that clients share with a portfolio.
 * @example
 * const accounts = await listClientAccounts(graph, "506914307656634")
 * if (accounts.ok) for (const { id, ownerBusinessId } of accounts.data) console.log(id, ownerBusinessId)
 */
export function listClientAccounts(
  graph: GraphClient,
  businessId: string,
): Promise<GraphResult<BusinessAccount[]>> {
  return graph.all(
    `${businessId}/client_whatsapp_business_accounts`,
    { fields: accountFields },
    accountSchema,
  )
}

/**
 * One business account as Meta knows it.
 * @example
 * const account = await getAccount(graph, "102290129340398")
 * const currency = account.ok ? account.data.currency : undefined
 */
export function getAccount(graph: GraphClient, wabaId: string): Promise<GraphResult<BusinessAccount>> {
  return graph.get(wabaId, { fields: accountFields }, accountSchema)
}

/**
 * Sends the webhooks of a business account to the token's app. With `override`, those of messages go to that
 * address instead of the app's (at most 200 characters); template and account webhooks never do.
 * @example
 * await subscribeApp(graph, "102290129340398")
 * await subscribeApp(graph, "102290129340398", { callbackUrl: "https://shop.example/webhook", verifyToken: "n3v3r" })
 */
export async function subscribeApp(
  graph: GraphClient,
  wabaId: string,
  override?: { callbackUrl: string; verifyToken: string },
): Promise<GraphResult<void>> {
  const body =
    override === undefined
      ? undefined
      : { override_callback_uri: override.callbackUrl, verify_token: override.verifyToken }
  return acknowledged(await graph.post(`${wabaId}/subscribed_apps`, body, successSchema))
}

/**
 * Sends the webhooks of a business account to the token's app no more.
 * @example await unsubscribeApp(graph, "102290129340398")
 */
export async function unsubscribeApp(graph: GraphClient, wabaId: string): Promise<GraphResult<void>> {
  return acknowledged(await graph.delete(`${wabaId}/subscribed_apps`, undefined, successSchema))
}

/**
 * Sets the app's callback address and the fields it hears of. Meta verifies the address during the call: the
 * server must already answer. `graph` speaks with the app's own token (`appAccessToken`).
 * @example
 * await subscribeAppFields(graph, "671034288211", {
 *   callbackUrl: "https://shop.example/webhook",
 *   verifyToken: "n3v3r",
 *   fields: ["messages", "message_template_status_update"],
 * })
 */
export async function subscribeAppFields(
  graph: GraphClient,
  appId: string,
  subscription: { callbackUrl: string; verifyToken: string; fields: readonly string[] },
): Promise<GraphResult<void>> {
  const body = {
    object: "whatsapp_business_account",
    callback_url: subscription.callbackUrl,
    verify_token: subscription.verifyToken,
    fields: subscription.fields.join(","),
    include_values: true,
  }
  return acknowledged(await graph.post(`${appId}/subscriptions`, body, successSchema))
}

/** One of what a message passes through on Meta's side, and whether it lets messages pass. */
export interface HealthEntity {
  /** `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP` */
  type: string
  id: string
  canSend: "AVAILABLE" | "LIMITED" | "BLOCKED"
  errors: { code: number; description: string; solution: string }[]
}

const healthSchema = z
  .object({
    health_status: z
      .object({
        entities: z
          .array(
            z.object({
              entity_type: z.string(),
              id: z.string().default(""),
              can_send_message: z.enum(["AVAILABLE", "LIMITED", "BLOCKED"]).catch("AVAILABLE"),
              errors: z
                .array(
                  z.object({
                    error_code: z.number(),
                    error_description: z.string().default(""),
                    possible_solution: z.string().default(""),
                  }),
                )
                .default([]),
            }),
          )
          .default([]),
      })
      .optional(),
  })
  .transform(({ health_status }): HealthEntity[] =>
    (health_status?.entities ?? []).map((entity) => ({
      type: entity.entity_type,
      id: entity.id,
      canSend: entity.can_send_message,
      errors: entity.errors.map((error) => ({
        code: error.error_code,
        description: error.error_description,
        solution: error.possible_solution,
      })),
    })),
  )

/**
 * Whether a number or business account can send, and which link of the chain is in the way ("Messaging health status").
 * @example
 * const health = await getHealth(graph, "106540352242922")
 * const blocked = health.ok ? health.data.filter(({ canSend }) => canSend === "BLOCKED") : []
 */
export function getHealth(graph: GraphClient, nodeId: string): Promise<GraphResult<HealthEntity[]>> {
  return graph.get(nodeId, { fields: "health_status" }, healthSchema)
}
