import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../platform/clock.ts"
import { hearConsent } from "./apply-consent.ts"
import { startContacts } from "./testing/installation.ts"
import { createContacts } from "./write-contacts.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock, worker: false })
})
afterAll(() => api.close())

/** Contacts with these phones, which they may share. @returns their ids */
const people = (...phones: string[]) => {
  const drafts = phones.map((phone) => ({ patch: { phone }, phoneCountry: undefined, mayShare: true }))
  const { workspaceId, db } = api.platform
  return db.workspace(workspaceId, (tx) => createContacts(tx, workspaceId, drafts, clock.now()))
}
const ask = (path: string, body: object) => {
  clock.advance(60_000)
  return api.ask(path.startsWith("contacts/bulk") ? "POST" : "PUT", path, body)
}
const said = { source: "web_form", evidence: "Form 7" }
const say = (id: string | undefined, state: string) =>
  ask(`contacts/${id}/subscriptions/${api.groupId}`, { state, ...said })
const states = (ids: readonly string[]) =>
  Promise.all(
    ids.map(async (id) => (await api.ask("GET", `contacts/${id}`)).body.subscriptions[0]?.state ?? "unknown"),
  )

it("who shares a phone has one consent: what one of them says holds for all, with the same evidence", async () => {
  const ids = await people("+4915120000001", "+4915120000001", "+4915120000001")
  expect((await say(ids[1], "subscribed")).body).toMatchObject({ state: "subscribed", changed: true })
  expect(await states(ids)).toEqual(["subscribed", "subscribed", "subscribed"])
  await say(ids[2], "unsubscribed")
  expect(await states(ids)).toEqual(["unsubscribed", "unsubscribed", "unsubscribed"])
  const { body } = await api.ask("GET", `contacts/${ids[0]}/consent-records`)
  expect(body.data.at(-1)).toMatchObject({ state: "unsubscribed", source: "web_form", evidence: "Form 7" })
})

it("in bulk, too, where those are counted that were named", async () => {
  const ids = await people("+4915120000002", "+4915120000002")
  const bulk = { contact_ids: [ids[1]], subscription_group_id: api.groupId, state: "subscribed", ...said }
  expect((await ask("contacts/bulk/subscriptions", bulk)).body).toMatchObject({ contacts: 1, changed: 1 })
  expect(await states(ids)).toEqual(["subscribed", "subscribed"])
})

it("an objection holds for a number in its other form; a consent does not", async () => {
  const ids = await people("+5511961234567", "+551161234567")
  await say(ids[0], "subscribed")
  expect(await states(ids)).toEqual(["subscribed", "unknown"])
  await say(ids[1], "unsubscribed")
  expect(await states(ids)).toEqual(["unsubscribed", "unsubscribed"])
})

it("START on a phone that several contacts share subscribes all of them", async () => {
  const ids = await people("+4915120000003", "+4915120000003")
  const { workspaceId, db } = api.platform
  clock.advance(60_000)
  await db.workspace(workspaceId, (tx) =>
    hearConsent(tx, { workspaceId, numberId: api.numberId, now: clock.now() }, [
      { contactId: ids[0] ?? "", word: "start", source: "keyword", evidence: "START", saidAt: clock.now() },
    ]),
  )
  expect(await states(ids)).toEqual(["subscribed", "subscribed"])
})
