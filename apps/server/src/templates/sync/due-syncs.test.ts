import { afterAll, beforeAll, expect, it } from "vitest"
import { type Office, openOffice } from "../testing/template-fixture.ts"
import { startRequestedSyncs } from "./due-syncs.ts"

let office: Office
let syncs: ReturnType<typeof startRequestedSyncs>
beforeAll(async () => {
  office = await openOffice()
  syncs = startRequestedSyncs(office.platform)
})
afterAll(async () => {
  await syncs.stop()
  await office.close()
})

const makeAtMeta = async (name: string) => {
  const made = await office.graph("POST", `${office.wabaId}/message_templates`, {
    name,
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Your order ships today." }],
  })
  await office.control("POST", `templates/${made.body.id}/review`, { decision: "APPROVED" })
}
const known = async (name: string) => (await office.api("GET", `templates?name=${name}`)).body.data
const request = () =>
  office.platform.db.system((tx) => tx.selectFrom("template_syncs").selectAll().executeTakeFirst())

it("a template that is made and approved at Meta is here soon after, without anyone asking", async () => {
  await makeAtMeta("made_elsewhere")
  await expect.poll(() => known("made_elsewhere")).toMatchObject([{ language: "en_US", status: "APPROVED" }])
  await expect.poll(request).toMatchObject({ due_at: null, retry_at: null, tries: 0 })
})

it("another one soon after that waits until Meta has rested for a minute", async () => {
  const { asked_at } = (await request()) ?? {}
  await makeAtMeta("made_later")
  const dueAt = new Date((asked_at?.getTime() ?? 0) + 60_000)
  await expect.poll(request).toMatchObject({ asked_at, due_at: dueAt })
  await office.platform.db.system((tx) =>
    tx
      .updateTable("template_syncs")
      .set({ due_at: asked_at ?? null })
      .execute(),
  )
  await expect.poll(() => known("made_later")).toHaveLength(1)
})

it("one that fails is tried again, later and later, and given up after five times", async () => {
  await office.control("PATCH", "settings", { webhooks: { enabled: false } })
  const { db } = office.platform
  await db.system((tx) =>
    tx
      .updateTable("business_accounts")
      .set({ sealed_token: Buffer.from("other") })
      .execute(),
  )
  const minutes: (number | null)[] = []
  for (const tries of [1, 2, 3, 4, 5]) {
    await db.system((tx) =>
      tx
        .updateTable("template_syncs")
        .set({ due_at: new Date(0), retry_at: null })
        .execute(),
    )
    await expect.poll(request).toMatchObject({ tries, due_at: null })
    const { asked_at, retry_at } = (await request()) ?? {}
    minutes.push(asked_at && retry_at ? (retry_at.getTime() - asked_at.getTime()) / 60_000 : null)
  }
  expect(minutes).toEqual([1, 2, 4, 8, null])
})
