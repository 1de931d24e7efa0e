/** The App Dashboard: development or live, roles, what App Review granted, test webhooks. */
import { z } from "zod"
import { tellPartner } from "../delivery/account.ts"
import { asciiJson } from "../delivery/update.ts"
import { foundUser } from "../world/creation.ts"
import { type App, knownScopes } from "../world/objects.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"
import { sampleValues } from "./webhook-samples.ts"

function appOf(call: ControlCall): App {
  const id = segment(call, 1)
  const app = call.running.world.apps.get(id)
  if (app === undefined) throw notFound("app", id)
  return app
}

const appChangeSchema = z.strictObject({
  mode: z.enum(["development", "live"]).optional(),
  /** Names of people with a role; who does not exist yet comes into being. */
  roles: z.array(z.string().min(1)).optional(),
  advanced_access: z.array(z.enum(knownScopes)).optional(),
  /** Valid OAuth redirect URIs, whole addresses. */
  redirect_uris: z
    .array(z.url({ protocol: /^https?$/, message: "A redirect URI starts with http:// or https://." }))
    .optional(),
  /** As someone types another one in, or takes it out, under WhatsApp → Configuration. */
  callback_url: z.url().nullable().optional(),
})

export function patchApp(call: ControlCall): object {
  const { world } = call.running
  const app = appOf(call)
  const { mode, roles, advanced_access, redirect_uris, callback_url } = read(call, appChangeSchema)
  if (mode !== undefined) app.mode = mode
  if (advanced_access !== undefined) app.advanced_access = advanced_access
  if (redirect_uris !== undefined) app.redirect_uris = redirect_uris
  if (callback_url !== undefined) {
    app.subscriptions = app.subscriptions.flatMap((subscription) =>
      callback_url === null ? [] : [{ ...subscription, callback_url }],
    )
  }
  if (roles !== undefined) {
    app.role_user_ids = roles.map(
      (name) => (world.users.find((user) => user.name === name) ?? foundUser(world, name, [])).id,
    )
  }
  world.apps.put(app)
  return {
    app_id: app.id,
    name: app.name,
    mode: app.mode,
    roles: app.role_user_ids.flatMap((id) => world.users.get(id)?.name ?? []),
    advanced_access: app.advanced_access,
    redirect_uris: app.redirect_uris,
    callback_urls: app.subscriptions.map((subscription) => subscription.callback_url),
  }
}

/** The dashboard's "Test" button: a sample of the field, whether or not the app is live. */
export function testWebhook(call: ControlCall): object {
  const { world, webhooks } = call.running
  const app = appOf(call)
  const { field } = read(call, z.strictObject({ field: z.string() }))
  const sample = Object.hasOwn(sampleValues, field) ? sampleValues[field] : undefined
  if (sample === undefined) {
    const known = Object.keys(sampleValues).join(", ")
    throw new ControlError(400, "invalid", `There is a sample of ${known}.`, "field")
  }
  const subscribed = app.subscriptions.some((subscription) => subscription.fields.includes(field))
  if (!subscribed)
    throw new ControlError(400, "not_subscribed", "The app has no callback for this field.", "field")
  webhooks.tellApp(app, {
    entry_id: "0",
    field,
    number_id: "",
    slot: "value",
    json: asciiJson(sample),
    contact: null,
    at_ms: world.clock.nowMs(),
  })
  return { field, value: sample }
}

/** The customer takes the account back from the app's owner: tokens and webhooks of the app end. */
export function removePartner(call: ControlCall): object {
  const { world, webhooks } = call.running
  const app = appOf(call)
  const { waba_id } = read(call, z.strictObject({ waba_id: z.string() }))
  const waba = world.wabas.get(waba_id)
  if (waba === undefined) throw notFound("business account", waba_id)
  waba.partner_business_ids = waba.partner_business_ids.filter((id) => id !== app.business_id)
  waba.subscribed_apps = waba.subscribed_apps.filter(({ app_id }) => app_id !== app.id)
  world.wabas.put(waba)
  for (const token of world.tokens.filter(({ app_id }) => app_id === app.id)) {
    const reaches = token.granular_scopes.some(({ target_ids }) => target_ids?.includes(waba_id))
    if (reaches) world.tokens.put({ ...token, revoked: true })
  }
  tellPartner(world, webhooks, app, {
    event: "PARTNER_REMOVED",
    waba_info: { waba_id, owner_business_id: waba.business_id },
  })
  return { success: true }
}
