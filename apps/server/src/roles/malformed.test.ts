import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { createHttpApp, type HttpApp } from "../platform/http/index.ts"
import { type Schema, sample, spoiled } from "../testing/malformed.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { authenticationRoutes, createAuthentication } from "../workspaces/index.ts"
import { publicApi } from "./api.ts"

const methods = ["get", "post", "put", "patch", "delete"] as const
type Method = (typeof methods)[number]
const nobodys = "0199d1de-0000-7000-8000-000000000000"
/** The event stream: an answer that never ends. */
const endless = "/v1/events"
const schema = z.custom<Schema>((value) => typeof value === "object")
const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(["path", "query", "header"]), schema }))
    .default([]),
  requestBody: z
    .object({ content: z.looseObject({ "application/json": z.object({ schema }).optional() }) })
    .optional(),
})
const document = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
})
const problem = z.object({
  error: z.looseObject({ code: z.string(), message: z.string(), help: z.string() }),
})

let platform: Awaited<ReturnType<typeof testPlatform>>
let app: HttpApp
let operations: ({ method: Method; path: string } & z.infer<typeof operation>)[]
/** Values by field, and the row that `{id}` names by the start of a path. */
let known: Record<string, unknown>
let schemas: Record<string, Schema>
let headers: Record<string, string>

beforeAll(async () => {
  platform = await testPlatform({ environment: { PUBLIC_URL: "http://localhost" } })
  const seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, 1)
  const contact = await platform.db.system((tx) =>
    tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow(),
  )
  known = {
    number_id: seeded.numberId,
    subscription_group_id: seeded.groupId,
    template_id: seeded.templateId,
    business_account_id: seeded.accountId,
    contact_id: contact.id,
    group_id: seeded.groupId,
    revision: 1,
    message_send_ttl_seconds: 43_200,
    time_zone: "America/Lima",
    email: "somebody@example.com",
    token: "x".repeat(43),
    language: "en_US",
    pin: "123456",
    code: "123456",
    cc: "49",
    phone_number: "15112345678",
    phone: "+4915112345678",
    to: "+4915112345678",
    test_recipients: ["+4915112345678"],
    audience: { all: [] },
    in_local_time: undefined,
    time: "09:00",
    filter: { all: conditionsOn(seeded) },
    // A bulk action is for these or for what matches, never both.
    contact_ids: undefined,
    body: { first_name: "text", city: "text" },
    buttons: { 0: { suffix: "text", payload: "text" } },
    components: [
      { type: "HEADER", format: "TEXT", text: "Hello" },
      {
        type: "BODY",
        text: "Hello {{1}}!",
        example: { body_text: [["Lima"]] },
      },
      { type: "FOOTER", text: "Reply STOP to opt out" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "URL", text: "Look", url: "https://example.com/{{1}}", example: ["https://example.com/a"] },
        ],
      },
    ],
    "/v1/numbers/": seeded.numberId,
    "/v1/subscription-groups/": seeded.groupId,
    "/v1/templates/": seeded.templateId,
    "/v1/business-accounts/": seeded.accountId,
    "/v1/contacts/": contact.id,
  }
  app = createHttpApp({ logger: platform.logger, metrics: platform.metrics, version: "test" })
  const authentication = createAuthentication(platform)
  app.register(authenticationRoutes(platform, authentication))
  app.register(publicApi(platform, authentication), { prefix: "/v1" })
  await app.ready()
  const signedUp = await app.inject({
    method: "POST",
    url: "/auth/sign-up/email",
    headers: { origin: "http://localhost" },
    payload: { name: "Olivia", email: "olivia@example.com", password: "correct horse battery" },
  })
  headers = {
    cookie: signedUp.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; "),
    origin: "http://localhost",
    "parley-workspace": platform.workspaceId,
  }
  const everyone = { all: [] }
  for (const [room, body] of [
    ["segments", { name: "Everyone", filter: everyone }],
    ["lists", { name: "Friends" }],
    ["content-blocks", { name: "footer", content: "Bye" }],
    ["content-credentials", { name: "shop", host: "shop.example", username: "parley", password: "secret" }],
    ["test-groups", { name: "Reviewers" }],
    ["contact-tags", { name: "VIP" }],
    ["contact-exports", { format: "csv" }],
    ["imports", { file_name: "people.csv" }],
  ] as const) {
    const made = await app.inject({ method: "POST", url: `/v1/${room}`, headers, payload: body })
    known[`/v1/${room}/`] = z.object({ id: z.string() }).parse(made.json()).id
  }
  const described = await app.inject({ method: "GET", url: "/openapi.json" })
  const { paths, components } = document.parse(described.json())
  schemas = components.schemas
  operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const found = item[method]
      return found && path !== endless ? [{ ...found, method, path }] : []
    }),
  )
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

/** A condition of every kind, on what there is. */
const conditionsOn = ({ groupId, numberId }: { groupId: string; numberId: string }) => [
  { on: "contact", field: "first_name", op: "contains", value: "text" },
  { on: "contact", field: "created_at", op: "before", value: { ago: 1, unit: "days" }, zone: "contact" },
  { on: "attribute", name: "address.city", op: "in", value: ["text", 1, true] },
  {
    on: "attribute",
    name: "pets",
    op: "some_member",
    where: [{ property: "age", op: "at_least", value: 1 }],
  },
  {
    on: "event",
    name: "opened",
    op: "followed_by",
    by: { name: "bought", where: [{ property: "plan.name", op: "starts_with", value: "text" }] },
    in: { amount: 1, unit: "days" },
    within: { from: "2026-11-01", to: { day: 0 }, zone: "workspace" },
  },
  { on: "purchase", product_id: "hat", op: "sum_at_least", property: "weight", value: 1 },
  { on: "message", stage: "read", campaign_id: nobodys, reason: "131026", op: "at_least", times: 1 },
  { on: "subscription", group_id: groupId, op: "subscribed" },
  { on: "window", number_id: numberId, op: "open" },
  { on: "reachable", op: "is", for: "marketing" },
  { on: "random_bucket", from: 0, to: 10 },
  { not: { on: "segment", op: "in", segment_id: nobodys } },
  { any: [{ on: "list", op: "in", list_id: nobodys }] },
  { any: [{ on: "tag", op: "has", tag_id: nobodys }] },
]

/** The address with every parameter as it should be, but for the one in `spoilt`. */
function address(
  { path, parameters }: { path: string; parameters: { name: string; in: string; schema: Schema }[] },
  spoilt: { name?: string; text?: string } = {},
): string {
  const value = (name: string, of: Schema) =>
    encodeURIComponent(
      name === spoilt.name ? (spoilt.text ?? "") : String(sample(of, { known, schemas }, name)),
    )
  const start = Object.keys(known).find((prefix) => path.startsWith(prefix))
  let url = path
  for (const { name, in: place, schema: of } of parameters) {
    if (place !== "path") continue
    const right =
      name === "id" && start !== undefined && name !== spoilt.name ? String(known[start]) : undefined
    url = url.replace(`{${name}}`, right ?? value(name, of))
  }
  const spoiltQuery = parameters.find(({ name, in: place }) => place === "query" && name === spoilt.name)
  return spoiltQuery ? `${url}?${spoiltQuery.name}=${value(spoiltQuery.name, spoiltQuery.schema)}` : url
}

async function refusalOf(method: Method, url: string, payload?: unknown) {
  const answer = await app.inject({
    method,
    url,
    headers: payload === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  })
  if (answer.statusCode < 400) return
  const parsed = problem.safeParse(answer.json())
  if (!parsed.success || (answer.statusCode >= 500 && parsed.data.error.code === "internal")) {
    return `${method} ${url.slice(0, 120)} ${JSON.stringify(payload)?.slice(0, 200)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  }
}

it("every route answers what is wrong in an address in the one error shape, and never with 500", async () => {
  const wrong = []
  let asked = 0
  for (const each of operations) {
    for (const { name, in: place } of each.parameters) {
      if (place === "header") continue
      for (const text of ["\u0000", "%00", "..", "'; --", "-1", "9".repeat(30), "x".repeat(300), "", "💣"]) {
        const url = address(each, { name, text })
        // `..` as the id of a contact leads from the contact's events to the stream.
        if (new URL(url, "http://localhost").pathname === endless) continue
        asked++
        wrong.push(await refusalOf(each.method, url))
      }
    }
  }
  expect(asked).toBeGreaterThan(2000)
  expect(wrong.filter(Boolean)).toEqual([])
}, 240_000)

it("every route answers what is wrong in a body in the one error shape, and never with 500", async () => {
  const wrong = []
  let asked = 0
  for (const each of operations) {
    const body = each.requestBody?.content["application/json"]?.schema
    if (!body) continue
    for (const payload of spoiled(sample(body, { known, schemas }))) {
      asked++
      wrong.push(await refusalOf(each.method, address(each), payload))
    }
  }
  expect(asked).toBeGreaterThan(5000)
  expect(wrong.filter(Boolean)).toEqual([])
}, 240_000)
