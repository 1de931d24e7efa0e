/**
 * Every kind of webhook with one thing in it that nobody expects: a text, a number, a time, a name. None may keep what came
 * with it from being applied, so each is sent beside a message that then must be there.
 */
import fc from "fast-check"
import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { classes, standingSource } from "../messaging/sources/sources.ts"
import { hostileText } from "../testing/hostile.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>

beforeAll(async () => {
  platform = await testPlatform()
  const { workspaceId } = platform
  const { templateId, numberId } = await seedNumber(platform)
  await platform.db.workspace(workspaceId, async (tx) => {
    await tx
      .updateTable("templates")
      .set({ meta_id: "594425479261596" })
      .where("id", "=", templateId)
      .execute()
    const person = { workspace_id: platform.workspaceId, created_at: new Date(), updated_at: new Date() }
    const { id: contact_id } = await tx
      .insertInto("contacts")
      .values({ ...person, phone: "+16505551234", wa_id: "16505551234", bsuid: "US.1" })
      .returning("id")
      .executeTakeFirstOrThrow()
    const kind = { kind: "api", class: classes.marketing } as const
    const sourceId = await standingSource(tx, { workspaceId, numberId, ...kind, now: new Date() })
    await tx
      .insertInto("messages")
      .values({
        id: ourMessage,
        workspace_id: workspaceId,
        number_id: numberId,
        source_id: sourceId,
        contact_id,
        content_id: templateId,
        variant: 0,
        status: "accepted",
        decided_at: new Date(),
      })
      .execute()
  })
})
afterAll(() => platform.close())

const sentNow = Math.floor(Date.now() / 1000)
const ourMessage = `${Date.now()
  .toString(16)
  .padStart(12, "0")
  .replace(/^(.{8})(.{4})$/, "$1-$2")}-7000-8000-000000000000`
const template = {
  message_template_id: 594425479261596,
  message_template_name: "summer",
  message_template_language: "en_US",
}
const ana = { profile: { name: "Ana", username: "ana" }, wa_id: "16505551234", user_id: "US.1" }
const from = { from: "16505551234", from_user_id: "US.1", timestamp: String(sentNow) }
const message = (type: string, payload: unknown) => [
  "messages",
  {
    contacts: [ana],
    messages: [{ ...from, id: `wamid.${type}`, type, [type]: payload, context: { id: "wamid.q" } }],
  },
]

const webhooks: [field: string, value: object][] = [
  message("text", { body: "Hello" }),
  message("image", { id: "1", mime_type: "image/png", sha256: "x", caption: "Look" }),
  message("document", { id: "1", filename: "a.pdf", caption: "Read" }),
  message("location", { latitude: 1.5, longitude: 2.5, name: "Here", address: "There" }),
  message("contacts", [{ name: { formatted_name: "Bo" }, phones: [{ phone: "1", wa_id: "1" }] }]),
  message("reaction", { message_id: "wamid.r", emoji: "👍" }),
  message("button", { text: "Stop", payload: "STOP" }),
  message("interactive", { type: "button_reply", button_reply: { id: "1", title: "Yes" } }),
  message("interactive", {
    type: "nfm_reply",
    nfm_reply: { name: "flow", body: "Sent", response_json: '{"a":"b"}' },
  }),
  message("interactive", {
    type: "call_permission_reply",
    call_permission_reply: { response: "accept", expiration_timestamp: sentNow, is_permanent: false },
  }),
  message("order", {
    catalog_id: "1",
    text: "Two",
    product_items: [{ product_retailer_id: "1", quantity: 2, item_price: 1.5, currency: "EUR" }],
  }),
  message("system", { type: "customer_changed_number", body: "Moved", wa_id: "16505551235" }),
  message("system", { type: "user_changed_number", body: "Moved", wa_id: "16505551235", user_id: "US.1" }),
  message("system", { type: "x", identity: { hash: "h", acknowledged: true, created_timestamp: sentNow } }),
  message("hologram", { depth: 3, note: "New" }),
  message("edit", { original_message_id: "wamid.o", message: { type: "text", text: { body: "Hi" } } }),
  ...["sent", "delivered", "read", "played"].map((status): [string, object] => [
    "messages",
    {
      statuses: [
        {
          id: "wamid.s",
          status,
          timestamp: String(sentNow),
          recipient_id: "16505551234",
          biz_opaque_callback_data: ourMessage,
          conversation: { id: "c", expiration_timestamp: sentNow, origin: { type: "marketing" } },
          pricing: { billable: true, category: "marketing", cost: { amount: 1, currency: "EUR" } },
        },
      ],
    },
  ]),
  [
    "messages",
    {
      statuses: [
        {
          id: "wamid.f",
          status: "failed",
          timestamp: sentNow,
          recipient_id: "16505551234",
          biz_opaque_callback_data: ourMessage,
          errors: [
            { code: 131050, title: "Stopped", message: "Stopped", error_data: { details: "They did." } },
          ],
        },
      ],
    },
  ],
  ["messages", { errors: [{ code: 131000, title: "Wrong" }] }],
  [
    "user_preferences",
    {
      contacts: [ana],
      user_preferences: [
        {
          wa_id: "16505551234",
          user_id: "US.1",
          category: "marketing_messages",
          value: "stop",
          detail: "Stopped",
          timestamp: sentNow,
        },
      ],
    },
  ],
  [
    "message_template_status_update",
    {
      ...template,
      event: "REJECTED",
      reason: "INVALID_FORMAT",
      other_info: { title: "FIRST_PAUSE", description: "3 hours" },
      rejection_info: { reason: "r", recommendation: "do" },
      disable_info: { disable_date: "tomorrow" },
    },
  ],
  ["message_template_quality_update", { ...template, new_quality_score: "YELLOW" }],
  [
    "template_category_update",
    {
      ...template,
      new_category: "UTILITY",
      correct_category: "MARKETING",
      category_update_timestamp: sentNow,
    },
  ],
  [
    "message_template_components_update",
    {
      ...template,
      message_template_element: "Hi",
      message_template_footer: "Bye",
      message_template_title: "Oh",
    },
  ],
  [
    "phone_number_quality_update",
    {
      display_phone_number: "15550783881",
      event: "FLAGGED",
      current_limit: "TIER_10K",
      max_daily_conversations_per_business: "TIER_10K",
    },
  ],
  [
    "phone_number_name_update",
    {
      display_phone_number: "15550783881",
      decision: "APPROVED",
      requested_verified_name: "N",
      rejection_reason: "R",
    },
  ],
  [
    "account_update",
    {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [
        {
          restriction_type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
          expiration: sentNow,
          remediation: "Wait",
        },
      ],
    },
  ],
  [
    "account_update",
    { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE", waba_ban_date: "d" } },
  ],
  ["account_review_update", { decision: "APPROVED" }],
  [
    "account_alerts",
    { entity_type: "WABA", entity_id: 5, alert_info: { alert_type: "T", alert_description: "d" } },
  ],
  [
    "business_capability_update",
    { max_daily_conversations_per_business: 2000, max_phone_numbers_per_business: 20 },
  ],
  ["business_capability_update", { max_daily_conversation_per_phone: 250 }],
  ["security", { display_phone_number: "15550783881", event: "PIN_CHANGED", requester: 1 }],
  ["flows", { event: "FLOW_STATUS_CHANGE", flow_id: "6", message: "m", new_status: "PUBLISHED" }],
].map(([field, value]) => [String(field), Object(value)])

const metadata = { display_phone_number: "15550783881", phone_number_id: "200" }
const bodyOf = ([field, value]: [string, object], time?: unknown) => ({
  object: "whatsapp_business_account",
  entry: [
    { id: "100", time, changes: [{ field, value: { messaging_product: "whatsapp", metadata, ...value } }] },
  ],
})

/** The places of values that are neither a list nor a group of things. */
function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== "object" || value === null) return yield path
  for (const [name, part] of Object.entries(value)) yield* places(part, [...path, name])
}

/** A copy with `odd` in that place. */
function withOdd(value: unknown, [name, ...rest]: readonly string[], odd: unknown): unknown {
  if (name === undefined) return odd
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === name ? withOdd(part, rest, odd) : part))
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, part]) => [key, key === name ? withOdd(part, rest, odd) : part]),
  )
}

/** What every object has without having been given it, and a text that is a name of such a thing. */
const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]
const oddNumbers = [0, -1, 0.5, 2 ** 31, 2 ** 53, 1e20, 1e300, -1e300]
/** As seconds: beyond the years that ISO 8601 writes with four digits, that PostgreSQL keeps and that JavaScript knows. */
const oddTimes = [
  0,
  -1,
  -8.64e12,
  253_402_300_800,
  9_224_318_016_000,
  8.64e12,
  8.64e12 + 1,
  1_763_798_400_000,
]
const oddThings: unknown[] = [
  ...inherited,
  ...[...oddNumbers, ...oddTimes].flatMap((number) => [number, String(number)]),
  ...["NaN", "Infinity", "", "\0", "\ud83d", "x".repeat(10_000)],
  ...[null, true, [], {}, { "\0": "\ud83d" }],
]

let arrivals = 0
/** Applies them beside a message of someone's, as one batch. @returns whether that message was stored */
async function applyBeside(...bodies: unknown[]): Promise<boolean> {
  const wamid = `wamid.beside.${arrivals++}`
  const text = { ...from, id: wamid, type: "text", text: { body: "Hello" } }
  const beside = bodyOf(["messages", { contacts: [ana], messages: [text] }])
  await applyWebhooks(
    platform,
    [...bodies, beside].map((body) => JSON.stringify(body)),
  )
  const stored = await platform.db.workspace(platform.workspaceId, (tx) =>
    tx.selectFrom("inbound_messages").select("id").where("wamid", "=", wamid).execute(),
  )
  return stored.length === 1
}

it.each(webhooks)("%s %j with an odd thing in any place", async (field, value) => {
  const body = bodyOf([field, value], sentNow)
  const bodies = [...places(body)].flatMap((place) => oddThings.map((odd) => withOdd(body, place, odd)))
  expect(await applyBeside(...bodies)).toBe(true)
})

it.each(webhooks)("%s %j with an odd text in any place", async (field, value) => {
  const body = bodyOf([field, value], sentNow)
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: 5, maxLength: 10 }), async (texts) => {
      const bodies = [...places(body)].flatMap((place) => texts.map((text) => withOdd(body, place, text)))
      expect(await applyBeside(...bodies)).toBe(true)
    }),
    { numRuns: 3 }, // each puts up to ten texts in every place of a webhook, for each of the webhooks
  )
})
