import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { listen } from "../platform/database/index.ts"
import { startContacts } from "./testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
let listening: { stop(): Promise<void> }
/** What was announced: of what kind, which, and in which workspace. */
let announced: { workspace_id: string; type: string; id: string | null }[] = []

beforeAll(async () => {
  api = await startContacts()
  await new Promise<void>((connected) => {
    listening = listen(api.platform.databaseUrl, "parley_events", (payload) => {
      if (payload === "") connected()
      else announced.push(JSON.parse(payload))
    })
  })
})
afterAll(async () => {
  await listening.stop()
  await api.close()
})
beforeEach(() => {
  announced = []
})

/** What was announced of contacts and what they agreed to, all of it: one more comes after it. */
async function heard() {
  const { body } = await api.ask("POST", "contacts", { external_id: crypto.randomUUID() })
  await expect.poll(() => announced.map(({ id }) => id)).toContain(body.id)
  return announced.filter(({ type, id }) => id !== body.id && ["contact", "subscription"].includes(type))
}

const told = (type: string, id: string | null) => ({ workspace_id: api.platform.workspaceId, type, id })

describe("a contact", () => {
  it("is announced when somebody adds, changes and deletes it, and not when nothing changes", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: "one" })
    await api.ask("PATCH", `contacts/${body.id}`, { first_name: "Ana" })
    await api.ask("PATCH", `contacts/${body.id}`, { first_name: "Ana" })
    await api.ask("DELETE", `contacts/${body.id}`)
    expect(await heard()).toEqual([
      told("contact", body.id),
      told("contact", body.id),
      told("contact", body.id),
    ])
  })

  it("is announced with its group when it says something, and again when it has said so later", async () => {
    const { body } = await api.ask("POST", "contacts", { external_id: "two" })
    const say = () =>
      api.ask("PUT", `contacts/${body.id}/subscriptions/${api.groupId}`, {
        state: "subscribed",
        source: "form",
      })
    await say()
    await say()
    expect(await heard()).toEqual([
      told("contact", body.id),
      told("subscription", api.groupId),
      told("subscription", api.groupId),
    ])
  })
})

describe("an import", () => {
  it("announces contacts and subscriptions by the batch, not by the row", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `+49151${10_000_000 + n},subscribed\n`)
    const { body } = await api.importFile(`phone,subscription_state\n${rows.join("")}`, {
      consent_source: "form",
    })
    expect(body).toMatchObject({ state: "completed", rows_created: 2_500 })
    const all = await heard()
    const batches = all.filter(({ type }) => type === "contact")
    expect(new Set(batches.map(({ id }) => id))).toEqual(new Set([null]))
    expect(batches.length).toBeLessThanOrEqual(10)
    const groups = all.filter(({ type }) => type === "subscription")
    expect(new Set(groups.map(({ id }) => id))).toEqual(new Set([api.groupId]))
    expect(groups.length).toBe(batches.length)
  })
})
