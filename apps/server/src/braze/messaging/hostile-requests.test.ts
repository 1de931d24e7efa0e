/** Requests to send that nobody writes by accident: refused, and never a fault of ours. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { insertCampaign } from "../../campaigns/testing/campaign.ts"
import { startTrigger } from "../../campaigns/triggers/triggers.ts"
import { steppedClock } from "../../platform/clock.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let campaign: string
beforeAll(async () => {
  api = await startBraze({ clock, environment: { ROLES: "api" } })
  const { db, workspaceId } = api.platform
  const now = clock.now()
  await db.workspace(workspaceId, async (tx) => {
    const { id: numberId } = await tx.selectFrom("numbers").select("id").executeTakeFirstOrThrow()
    const { id: contentId } = await tx.selectFrom("contents").select("id").executeTakeFirstOrThrow()
    campaign = await insertCampaign(tx, { workspaceId, numberId, contentId, delivery: { kind: "api" }, now })
    await startTrigger(tx, { campaignId: campaign, workspaceId, now })
  })
})
afterAll(() => api.close())

type Members = Record<string, unknown>

const deep = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`)
/** What a member may be in place of what is meant. As JSON, so that `__proto__` is a member like any other. */
const hostile: readonly string[] = [
  "null",
  "0",
  "true",
  '""',
  "[]",
  "{}",
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '{"toString": 1, "valueOf": 1}',
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}',
  JSON.stringify(deep(150)),
  JSON.stringify("<script>alert(1)</script>{% for i in (1..1000000000) %}{{ i }}{% endfor %}"),
  JSON.stringify("(a+)+$".repeat(200)),
  JSON.stringify("x".repeat(100_000)),
  "1e308",
  "-1",
  JSON.stringify(crypto.randomUUID()),
]

const attribute = { custom_attribute_name: "plan", comparison: "equals", value: "pro" }
const whatsApp = (message_type: string, message: object) => ({
  whats_app: { app_id: "a", subscription_group_id: api.groupId, message_type, message },
})
const requests: [path: string, body: () => Members][] = [
  [
    "/campaigns/trigger/send",
    () => ({
      campaign_id: campaign,
      trigger_properties: { a: 1 },
      recipients: [{ external_user_id: "ana", trigger_properties: { b: 2 } }],
    }),
  ],
  [
    "/campaigns/trigger/schedule/create",
    () => ({
      campaign_id: campaign,
      broadcast: false,
      recipients: [{ external_user_id: "ana" }],
      audience: { AND: [{ custom_attribute: attribute }] },
      schedule: { time: "2027-01-01T09:00:00", in_local_time: true },
    }),
  ],
  [
    "/messages/send",
    () => ({
      external_user_ids: ["ana"],
      messages: whatsApp("template_message", {
        template_name: "a",
        template_language_code: "en",
        body_variables: { "0": "a" },
        cards: [{ body_variables: { "0": "a" } }],
      }),
    }),
  ],
  [
    "/messages/send",
    () => ({
      external_user_ids: ["ana"],
      segment_id: crypto.randomUUID(),
      messages: whatsApp("list_response_message", {
        body: "a",
        list: {
          list_button_text: "a",
          list_sections: [{ section_title: "a", list_rows: [{ row_title: "a" }] }],
        },
      }),
    }),
  ],
  [
    "/messages/schedule/create",
    () => ({
      user_aliases: [{ alias_name: "a", alias_label: "b" }],
      campaign_id: campaign,
      schedule: { time: "2027-01-01T09:00:00Z" },
      messages: whatsApp("carousel_response_message", { body: "a", cards: [{ button_text: "a", url: "b" }] }),
    }),
  ],
  [
    "/messages/schedule/update",
    () => ({ schedule_id: crypto.randomUUID(), schedule: { time: "2027-01-01" } }),
  ],
  ["/campaigns/duplicate", () => ({ campaign_id: campaign, name: "a", tag_names: ["a"] })],
]

/** The paths of all that is in a value, itself left out. */
const pathsOf = (value: unknown): string[][] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...pathsOf(inner).map((path) => [name, ...path]),
      ])

/** A body as JSON in which something else stands at a path. */
function withAt(body: Members, path: readonly string[], json: string): string {
  const marked = structuredClone(body)
  const place = path.slice(0, -1).reduce<unknown>((at, name) => Reflect.get(Object(at), name), marked)
  Reflect.set(Object(place), path.at(-1) ?? "", "\u{10ffff}")
  return JSON.stringify(marked).replace('"\u{10ffff}"', () => json)
}

describe("a request in which anything may be anything", () => {
  it.each(requests)("%s is answered, and no fault of ours", async (path, body) => {
    const faults: unknown[] = []
    for (const at of pathsOf(body()))
      await Promise.all(
        hostile.map(async (json) => {
          const answer = await api.ask(path, withAt(body(), at, json))
          if (answer.status >= 500) faults.push([at.join("."), json.slice(0, 60), answer.body.message])
        }),
      )
    expect(faults).toEqual([])
    expect(Reflect.get({}, "polluted")).toBeUndefined()
  })
})

it("a message for later names a campaign of the workspace, or is refused at once", async () => {
  const later = (campaign_id: string) =>
    api.ask("/messages/schedule/create", {
      external_user_ids: ["ana"],
      campaign_id,
      messages: whatsApp("text_response_message", { body: "Hi" }),
      schedule: { time: "2027-01-01T09:00:00Z" },
    })
  expect((await later(campaign)).status).toBe(201)
  expect(await later(crypto.randomUUID())).toMatchObject({
    status: 400,
    body: { message: "Invalid Campaign ID" },
  })
})

it("of broadcasts to one audience ten go in a minute, and the answer says so", async () => {
  const broadcast = () => api.ask("/campaigns/trigger/send", { campaign_id: campaign, broadcast: true })
  const answers = []
  for (let asked = 0; asked < 12; asked += 1) answers.push(await broadcast())
  const refused = answers.filter(({ status }) => status === 429)
  // The minute may change meanwhile.
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.headers.get("x-ratelimit-limit")).toBe("10")
  expect(refused[0]?.headers.get("x-ratelimit-remaining")).toBe("0")
})
