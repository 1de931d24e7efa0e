/** What goes wrong while a campaign is under way: some messages, or their template. What is not at fault goes on, and nothing is sent wrong. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"
import { everybodyReads, ledgerOf, paceAt, readyToLaunch, until } from "./launch-results.ts"
import { approve, fullReportOf } from "./troubles.ts"

const contacts = 40
/** So slowly that something can happen before the last message. */
const slowly = 5
const withId = z.object({ id: z.string() })
const anything = z.unknown()
let installation: Installation
let number: ConnectedNumber

beforeAll(async () => {
  installation = await startOnFreshDatabase()
  await everybodyReads(installation)
  number = (await readyToLaunch(installation, contacts)).number
}, 240_000)
afterAll(() => installation?.stop())

let made = 0

/** An approved template that greets by name. @returns its id, and Meta's */
async function template(category: "MARKETING" | "UTILITY") {
  made++
  const id = await approve(installation, number, {
    name: `greeting_${made}`,
    category,
    parameter_format: "NAMED",
    components: greeting("Hello {{first_name}}, it is time."),
  })
  const { meta_id } = await installation.api.get(`/v1/templates/${id}`, z.object({ meta_id: z.string() }))
  return { id, metaId: meta_id }
}

const greeting = (text: string, more: string[] = []) => [
  {
    type: "BODY",
    text,
    example: {
      body_text_named_params: ["first_name", ...more].map((param_name) => ({ param_name, example: "Ana" })),
    },
  },
]

async function launch(template_id: string, first_name = "you"): Promise<string> {
  const content = { kind: "template", template_id, values: { body: { first_name } } }
  const draft = { name: "Greeting", number_id: number.numberId, content }
  const { id } = await installation.api.post("/v1/campaigns", draft, withId)
  return (await installation.api.post(`/v1/campaigns/${id}/launches`, {}, withId)).id
}

const counted = z.object({
  state: z.string(),
  accepted: z.number(),
  suppressed: z.object({ reasons: z.array(z.object({ code: z.string(), count: z.number() })) }),
})
const reportOf = (id: string) => () => installation.api.get(`/v1/launches/${id}`, counted)

/** Some of a launch has gone, and some has not. */
async function halfWay(id: string): Promise<void> {
  await until(reportOf(id), ({ accepted }) => accepted > 2)
}

const cancel = (id: string) => installation.api.post(`/v1/launches/${id}/cancel`, {}, anything)

describe("Liquid that loops, allocates or throws for some people", () => {
  const loops =
    "{% assign a = 'x' %}{% for i in (1..11) %}{% assign a = a | append: a %}{% endfor %}{% assign a = a | split: '' %}" +
    "{% for i in a %}{% for j in a %}{% for k in a %}{% endfor %}{% endfor %}{% endfor %}"
  const allocates =
    "{% assign a = 'x' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}{{ a }}"
  const throws = "{% for i in (1..999999999) %}{{ i }}{% endfor %}"

  it("fails their messages with the reason, and all others are sent", { timeout: 240_000 }, async () => {
    const before = (await ledgerOf(installation, number)()).accepted
    const { id } = await template("MARKETING")
    const who = "contact.first_name"
    const text = `{% if ${who} == 'Ana 3' %}${loops}{% elsif ${who} == 'Ana 5' %}${allocates}{% elsif ${who} == 'Ana 7' %}${throws}{% endif %}you`
    const launched = await launch(id, text)
    const report = await until(reportOf(launched), ({ state }) => state === "completed")
    expect(report.accepted).toBe(contacts - 3)
    expect(report.suppressed.reasons).toMatchObject([{ code: "content_broken", count: 3 }])
    expect((await ledgerOf(installation, number)()).accepted - before).toBe(contacts - 3)
    const messages = z.object({
      data: z.array(z.object({ reason: z.object({ detail: z.string().nullable() }) })),
    })
    const path = `/v1/messages?source_id=${launched}&status=dropped`
    for (const { reason } of (await installation.api.get(path, messages)).data)
      expect(reason.detail).toMatch(/\w/)
  })
})

describe("a template that changes while a campaign sends it", () => {
  beforeAll(() => paceAt(installation, number, slowly))

  it("and asks for a value that there is none for holds the rest, and nobody gets a wrong text", {
    timeout: 240_000,
  }, async () => {
    const { id, metaId } = await template("MARKETING")
    const launched = await launch(id)
    await halfWay(launched)
    const components = greeting("Hello {{first_name}}, it is {{hour}} now.", ["hour"])
    await installation.api.send("PATCH", `/v1/templates/${id}`, { components }, anything)
    await installation.sandbox.post(
      `/_sandbox/templates/${metaId}/review`,
      { decision: "APPROVED" },
      anything,
    )
    await installation.api.post("/v1/templates/sync", { business_account_id: number.accountId }, anything)
    const held = await until(fullReportOf(installation, launched), ({ hold }) => hold?.code === "132000")
    expect(held.failed.total).toBe(0)
    expect(held.waiting).toBeGreaterThan(0)
    await cancel(launched)
  })

  it("into marketing goes on to those who subscribed, and to nobody else", { timeout: 240_000 }, async () => {
    const { api } = installation
    const { id, metaId } = await template("UTILITY")
    // Who wrote is answered by what is no marketing, without a subscription.
    const written = { to: number.phoneNumberId, type: "text", text: { body: "Hi" } }
    await installation.sandbox.post("/_sandbox/people/4915190000001/messages", written, anything)
    const known = z.object({ data: z.array(withId) })
    await until(
      () => api.get("/v1/contacts?phone=%2B4915190000001", known),
      ({ data }) => data.length === 1,
    )
    const launched = await launch(id)
    await halfWay(launched)
    await installation.sandbox.post(
      `/_sandbox/templates/${metaId}/category`,
      { category: "MARKETING" },
      anything,
    )
    const asTemplate = z.object({ category: z.string() })
    await until(
      () => api.get(`/v1/templates/${id}`, asTemplate),
      ({ category }) => category === "MARKETING",
    )
    const report = await until(reportOf(launched), ({ state }) => state === "completed")
    expect(report.accepted).toBe(contacts)
    expect(report.suppressed.reasons).toMatchObject([{ code: "not_subscribed", count: 1 }])
  })
})
