import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { announceChanges, contactTopic } from "../events/index.ts"
import { startContacts } from "./testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
let unheard: () => void
let consumer: { stop(): Promise<void> }
/** What was announced: of what kind, which, and in which workspace. */
let announced: { workspace_id: string; type: string; id: string | null }[] = []

beforeAll(async () => {
  api = await startContacts()
  consumer = api.platform.log.consume(contactTopic, announceChanges(api.platform))
  await new Promise<void>((connected) => {
    unheard = api.platform.wakes.hear("parley_events", (payload) => {
      if (payload === "") connected()
      else announced.push(JSON.parse(payload))
    })
  })
})
afterAll(async () => {
  await consumer.stop()
  unheard()
  await api.close()
})
beforeEach(() => {
  announced = []
})

const told = (type: string, id: string | null) => ({ workspace_id: api.platform.workspaceId, type, id })
/** Waits until that was announced, forgets what was, and gives all of it. */
async function heard(...expected: ReturnType<typeof told>[]) {
  await expect.poll(() => announced).toEqual(expect.arrayContaining(expected))
  return announced.splice(0)
}

describe("a contact", () => {
  it("is announced when someone adds, changes and deletes it", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: "one" })
    await heard(told("contact", body.id))
    await api.ask("PATCH", `contacts/${body.id}`, { first_name: "Ana" })
    await heard(told("contact", body.id))
    await api.ask("DELETE", `contacts/${body.id}`)
    await heard(told("contact", body.id), told("subscription", null), told("inbound_message", null))
  })

  it("is not announced when nothing changes", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: "same", first_name: "Ana" })
    await heard(told("contact", body.id))
    await api.ask("PATCH", `contacts/${body.id}`, { first_name: "Ana" })
    const other = await api.ask("POST", "contacts", { external_id: "another" })
    expect(await heard(told("contact", other.body.id))).not.toContainEqual(told("contact", body.id))
  })

  it("is announced by its group when it says something, and again when it has said so later", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: "two" })
    const say = () =>
      api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, {
        state: "subscribed",
        source: "form",
      })
    await say()
    await heard(told("contact", body.id), told("subscription", api.groupId))
    await say()
    expect(await heard(told("subscription", api.groupId))).toEqual([told("subscription", api.groupId)])
  })
})

describe("an import", () => {
  it("announces contacts and subscriptions together, not by the row", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `+49151${10_000_000 + n},subscribed\n`)
    const { body } = await api.importFile(`phone,subscription_state\n${rows.join("")}`, {
      consent_source: "form",
    })
    expect(body).toMatchObject({ state: "completed", rows_created: 2_500 })
    const all = await heard(told("contact", null), told("subscription", api.groupId))
    expect(all.filter(({ type }) => type === "contact").length).toBeLessThan(250)
  })
})
