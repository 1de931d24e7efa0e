import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { rooms } from "../../rooms.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import { insertNumber } from "../../testing/seed.ts"
import { startContacts } from "../testing/installation.ts"
import type { Person } from "./group-senders.ts"
import { identifyContacts } from "./identify-contacts.ts"

let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts()
})
afterAll(() => api.close())

const now = new Date("2026-11-22T12:00:00Z")
let serial = 100
beforeEach(() => {
  serial += 1
})
/** Identifiers of a test's own. */
const waId = (n = 0) => `4915121${serial}${String(n).padStart(3, "0")}`
const bsuid = (n = 0) => `DE.${serial}${String(n).padStart(5, "0")}`

const identifyAt = (at: Date, ...people: Person[]) => {
  const { platform } = api
  return platform.db.workspace(platform.workspaceId, async (tx) => {
    const known = await identifyContacts(tx, { workspaceId: platform.workspaceId, now: at, rooms }, people)
    return people.map((_, index) => known.get(index))
  })
}
const identify = (...people: Person[]) => identifyAt(now, ...people)
const identitiesOf = (contactId: string | undefined) =>
  api.platform.db.system((tx) =>
    tx
      .selectFrom("contact_identities")
      .select(["kind", "value", "since", "until"])
      .where("contact_id", "=", contactId ?? "")
      .execute(),
  )
const contact = async (id: string | undefined) => (await api.ask("GET", `contacts/${id}`)).body
const upsert = async (patch: object) => (await api.ask("POST", "contacts", patch)).body

/** Until a transaction waits for another one. */
async function untilBlocked() {
  const waiting = () =>
    api.platform.db.system(
      async (tx) =>
        (await sql`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`.execute(tx)).rows,
    )
  await expect.poll(waiting, { interval: 10 }).not.toEqual([])
}

describe("a person who writes", () => {
  it("is found without reading the user ids of others", async () => {
    const people = Array.from({ length: 100 }, (_, n) => ({ bsuid: bsuid(n), waId: waId(n) }))
    await identify(...people)
    const { platform } = api
    const read = await platform.db.workspace(platform.workspaceId, async (tx) => {
      await identifyContacts(tx, { workspaceId: platform.workspaceId, now, rooms }, people)
      const { rows } = await sql<{ read: number }>`SELECT idx_tup_fetch AS read FROM pg_stat_xact_user_tables
        WHERE relname = 'contact_identities'`.execute(tx)
      return rows[0]?.read
    })
    expect(read).toBeLessThan(1_000)
  })

  it("is created with all that the message tells", async () => {
    const [id] = await identify({ bsuid: bsuid(), waId: waId(), profileName: "Ana 🌸" })
    expect(await contact(id)).toMatchObject({
      bsuid: bsuid(),
      wa_id: waId(),
      phone: `+${waId()}`,
      first_name: "Ana 🌸",
      country: "DE",
    })
  })

  it("is created without a phone when the message names none", async () => {
    const [id] = await identify({ bsuid: bsuid() })
    expect(await contact(id)).toMatchObject({ bsuid: bsuid(), wa_id: null, phone: null, country: "DE" })
    expect(await identify({ bsuid: bsuid() })).toEqual([id])
  })

  it("is the contact with that phone, who learns the id and keeps the name", async () => {
    const known = await upsert({ phone: `+${waId()}`, first_name: "Anna" })
    expect(await identify({ bsuid: bsuid(), waId: waId(), profileName: "xX_ana_Xx" })).toEqual([known.id])
    expect(await contact(known.id)).toMatchObject({ bsuid: bsuid(), wa_id: waId(), first_name: "Anna" })
    expect(await identify({ bsuid: bsuid() })).toEqual([known.id])
  })

  it("is the same contact in every form that WhatsApp gives the number", async () => {
    const brazil = await upsert({ phone: "+5511961234567" })
    const mexico = await upsert({ phone: "+525512345678" })
    const argentina = await upsert({ phone: "+5491123456789" })
    const benin = await upsert({ phone: "+2290161234567" })
    const ivoryCoast = await upsert({ phone: "+2250707123456" })
    const others = ["551161234567", "5215512345678", "541123456789", "22961234567", "22507123456"]
    expect(await identify(...others.map((waId) => ({ waId })))).toEqual(
      [brazil, mexico, argentina, benin, ivoryCoast].map(({ id }) => id),
    )
    expect(await contact(brazil.id)).toMatchObject({ phone: "+5511961234567", wa_id: "551161234567" })
    expect(await identify({ waId: "5511961234567" })).toEqual([brazil.id])
  })

  it("keeps the contact and changes the phone when the id comes from another number", async () => {
    const [id] = await identify({ bsuid: bsuid(), waId: waId(1) })
    expect(await identify({ bsuid: bsuid(), waId: waId(2) })).toEqual([id])
    expect(await contact(id)).toMatchObject({ phone: `+${waId(2)}`, wa_id: waId(2) })
  })

  it("is another person when a known number comes with another id, and inherits nothing", async () => {
    const { platform, groupId } = api
    const [former] = await identify({ bsuid: bsuid(1), waId: waId(), profileName: "Ana" })
    await platform.db.workspace(platform.workspaceId, (tx) =>
      changeSubscriptions(tx, {
        workspaceId: platform.workspaceId,
        groupId,
        changes: [
          { contactId: String(former), state: "subscribed", source: "test", evidence: null, givenAt: now },
        ],
        actor: "test",
        now,
      }),
    )
    const later = new Date(now.getTime() + 60_000)
    const [owner] = await identifyAt(later, { bsuid: bsuid(2), waId: waId(), profileName: "Bo" })
    expect(owner).not.toBe(former)
    expect(await contact(owner)).toMatchObject({
      bsuid: bsuid(2),
      phone: `+${waId()}`,
      first_name: "Bo",
      subscriptions: [],
    })
    expect(await contact(former)).toMatchObject({
      bsuid: bsuid(1),
      phone: null,
      wa_id: null,
      first_name: "Ana",
      subscriptions: [{ state: "subscribed" }],
    })
    expect(await identitiesOf(former)).toContainEqual({
      kind: "phone",
      value: `+${waId()}`,
      since: now,
      until: later,
    })
  })

  it("keeps a number that changed hands, whatever was written before and comes late", async () => {
    const [former] = await identify({ bsuid: bsuid(1), waId: waId() })
    const later = new Date(now.getTime() + 60_000)
    const [owner] = await identifyAt(later, { bsuid: bsuid(2), waId: waId() })
    const late = await identifyAt(new Date(later.getTime() + 1), { bsuid: bsuid(1), waId: waId(), at: now })
    expect(late).toEqual([former])
    expect((await contact(owner)).phone).toBe(`+${waId()}`)
  })

  it("had the number until Meta says so, however late we hear: what was written since is the new owner's", async () => {
    const [former] = await identify({ bsuid: bsuid(1), waId: waId() })
    const minute = (n: number) => new Date(now.getTime() + n * 60_000)
    await identifyAt(minute(10), { bsuid: bsuid(2), waId: waId(), at: minute(1) })
    const [third] = await identifyAt(minute(11), { bsuid: bsuid(3), waId: waId(), at: minute(5) })
    expect((await contact(third)).phone).toBe(`+${waId()}`)
    const until = (await identitiesOf(former)).find(({ value }) => value === `+${waId()}`)?.until
    expect(until).toEqual(minute(1))
  })

  it("is the contact whose number was rewritten in its other form after they wrote", async () => {
    const seven = String(serial).padStart(7, "0")
    const { id } = await upsert({ phone: `+551199${seven}` })
    expect((await upsert({ phone: `+55119${seven}` })).id).toBe(id)
    expect(await identify({ bsuid: bsuid(), waId: `551199${seven}`, at: new Date(0) })).toEqual([id])
  })

  it("gets the number that another contact had when the person of a known id writes from it", async () => {
    const [first] = await identify({ bsuid: bsuid(1), waId: waId(1) })
    const [second] = await identify({ bsuid: bsuid(2), waId: waId(2) })
    const later = new Date(now.getTime() + 60_000)
    expect(await identifyAt(later, { bsuid: bsuid(1), waId: waId(2) })).toEqual([first])
    expect((await contact(first)).phone).toBe(`+${waId(2)}`)
    expect((await contact(second)).phone).toBeNull()
    expect(await identify({ bsuid: bsuid(2) })).toEqual([second])
  })

  it("of a batch with one number under two ids is two people, and the later one has the number", async () => {
    const told = [
      { bsuid: bsuid(1), waId: waId(), at: now },
      { bsuid: bsuid(2), waId: waId(), at: new Date(now.getTime() + 1000) },
    ]
    const [first, second] = await identifyAt(new Date(now.getTime() + 2000), ...told)
    expect(first).not.toBe(second)
    expect((await contact(second)).phone).toBe(`+${waId()}`)
    expect((await contact(first)).phone).toBeNull()
  })

  it("of a batch with one number under many ids is as many people, and the last of them has the number", async () => {
    const [known] = await identify({ waId: waId() })
    const later = new Date(now.getTime() + 60_000)
    const ids = Array.from({ length: 8 }, (_, index) => bsuid(index))
    const people = await identifyAt(later, ...ids.map((id) => ({ bsuid: id, waId: waId() })))
    expect(new Set(people).size).toBe(8)
    expect(people[0]).toBe(known)
    const phones = (await Promise.all(people.map(contact))).map(({ phone }) => phone)
    expect(phones).toEqual([...Array.from({ length: 7 }, () => null), `+${waId()}`])
  })

  it("of a batch has the number that one who is new in it had before", async () => {
    const [first] = await identify({ bsuid: bsuid(1), waId: waId(1) })
    const later = new Date(now.getTime() + 60_000)
    const told = [
      { bsuid: bsuid(2), waId: waId(2) },
      { bsuid: bsuid(1), waId: waId(2) },
    ]
    const [second, same] = await identifyAt(later, ...told)
    expect(same).toBe(first)
    expect((await contact(first)).phone).toBe(`+${waId(2)}`)
    expect((await contact(second)).phone).toBeNull()
  })

  it("that libphonenumber does not know is a person with a wa_id", async () => {
    const [id] = await identify({ waId: `999${serial}12345`, profileName: "Nova", username: "nova" })
    expect(await contact(id)).toMatchObject({ phone: null, wa_id: `999${serial}12345`, username: "nova" })
    expect(await identify({ waId: `999${serial}12345` })).toEqual([id])
  })

  it("costs nothing new when known: not even the time of the last change moves", async () => {
    const [id] = await identify({ bsuid: bsuid(), waId: waId(), profileName: "Ana" })
    const before = await contact(id)
    const later = new Date(now.getTime() + 1000)
    await api.platform.db.workspace(api.platform.workspaceId, (tx) =>
      identifyContacts(tx, { workspaceId: api.platform.workspaceId, now: later, rooms }, [
        { bsuid: bsuid(), waId: waId(), profileName: "Ana R." },
      ]),
    )
    expect(await contact(id)).toEqual(before)
  })
})

describe("two contacts that prove to be one person", () => {
  it("are one when a country writes the number in two ways, from the next message on", async () => {
    const { platform } = api
    const seven = String(serial).padStart(7, "0")
    const ids = await platform.db.workspace(platform.workspaceId, async (tx) => {
      const twins = [`+551199${seven}`, `+55119${seven}`].map((phone) => ({
        workspace_id: platform.workspaceId,
        phone,
        created_at: now,
        updated_at: now,
      }))
      return (await tx.insertInto("contacts").values(twins).returning("id").execute()).map(({ id }) => id)
    })
    const [one] = await identify({ waId: `55119${seven}` })
    expect(ids).toContain(one)
    const answers = await Promise.all(ids.map((id) => api.ask("GET", `contacts/${id}`)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })

  it("become the one with the phone, with the consent, the conversations and the messages of both", async () => {
    const { platform, groupId, numberId } = api
    const [nameless] = await identify({ bsuid: bsuid(), profileName: "Ana" })
    const known = await upsert({
      phone: `+${waId()}`,
      external_id: `crm-${serial}`,
      attributes: { city: "Lima" },
    })
    const ids = [String(nameless), String(known.id)]
    await platform.db.workspace(platform.workspaceId, async (tx) => {
      const say = (contactId: string, state: "subscribed" | "unsubscribed", givenAt: Date) =>
        changeSubscriptions(tx, {
          workspaceId: platform.workspaceId,
          groupId,
          changes: [{ contactId, state, source: "test", evidence: null, givenAt }],
          actor: "test",
          now,
        })
      await say(String(known.id), "subscribed", new Date("2026-01-01"))
      await say(String(nameless), "unsubscribed", new Date("2026-02-01"))
      for (const [index, contact_id] of ids.entries()) {
        const conversation = await tx
          .insertInto("conversations")
          .values({
            workspace_id: platform.workspaceId,
            number_id: numberId,
            contact_id,
            last_inbound_at: now,
            created_at: now,
          })
          .returning("id")
          .executeTakeFirstOrThrow()
        await tx
          .insertInto("inbound_messages")
          .values({
            workspace_id: platform.workspaceId,
            conversation_id: conversation.id,
            wamid: `wamid.${serial}.${index}`,
            type: "text",
            content: JSON.stringify({ body: "hi" }),
            sent_at: now,
            received_at: now,
          })
          .execute()
      }
    })

    expect(await identify({ bsuid: bsuid(), waId: waId() })).toEqual([known.id])

    const one = await contact(known.id)
    expect(one).toMatchObject({
      bsuid: bsuid(),
      wa_id: waId(),
      first_name: "Ana",
      external_id: `crm-${serial}`,
      attributes: { city: "Lima" },
    })
    expect(one.subscriptions).toMatchObject([{ state: "unsubscribed" }])
    expect((await api.ask("GET", `contacts/${nameless}`)).status).toBe(404)
    expect((await api.ask("GET", `contacts/${known.id}/consent-records`)).body.data).toHaveLength(2)
    const threads = await platform.db.system((tx) =>
      tx
        .selectFrom("conversations as c")
        .innerJoin("inbound_messages as m", "m.conversation_id", "c.id")
        .select(["c.contact_id", "m.wamid"])
        .where("c.contact_id", "in", ids)
        .execute(),
    )
    expect(threads.map((row) => row.contact_id)).toEqual([known.id, known.id])
  })
})

describe("a person of several portfolios", () => {
  it("is one contact under the id of each, and the one that is shown stays", async () => {
    const { platform, numberId } = api
    const other = await otherPortfolio()
    const tell = (number: string, person: Person) =>
      platform.db.workspace(platform.workspaceId, (tx) =>
        identifyContacts(tx, { workspaceId: platform.workspaceId, numberId: number, now, rooms }, [person]),
      )
    const ana = (await tell(numberId, { bsuid: bsuid(1), waId: waId() })).get(0)
    expect((await tell(other, { bsuid: bsuid(2), waId: waId() })).get(0)).toBe(ana)
    expect((await tell(other, { bsuid: bsuid(2) })).get(0)).toBe(ana)
    expect((await tell(numberId, { bsuid: bsuid(1) })).get(0)).toBe(ana)
    expect((await contact(ana)).bsuid).toBe(bsuid(1))
    expect((await identitiesOf(ana)).filter(({ kind }) => kind === "bsuid")).toHaveLength(2)
  })
})

/** A number of an account of another business. */
const otherPortfolio = () =>
  api.platform.db.workspace(api.platform.workspaceId, async (tx) => {
    const { id } = await tx
      .insertInto("business_accounts")
      .values({
        workspace_id: api.platform.workspaceId,
        waba_id: "900",
        business_id: "901",
        name: "Other",
        sealed_token: Buffer.from(""),
        token_scopes: [],
        connected_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    const number = { workspaceId: api.platform.workspaceId, accountId: id, phoneNumberId: "902", now }
    return insertNumber(tx, number)
  })

describe("a batch of people", () => {
  it("makes one contact of all that share an id or a number, and answers each position", async () => {
    const ids = await identify(
      { bsuid: bsuid(1) },
      { waId: waId(2) },
      { bsuid: bsuid(1), waId: waId(1) },
      { bsuid: bsuid(2), waId: waId(2) },
      { waId: waId(1) },
      {},
    )
    expect(ids[0]).toBe(ids[2])
    expect(ids[0]).toBe(ids[4])
    expect(ids[1]).toBe(ids[3])
    expect(new Set(ids).size).toBe(3)
    expect(ids[5]).toBeUndefined()
  })

  it("gives the same contacts to all who ask at once", async () => {
    const people = Array.from({ length: 50 }, (_, n) => ({ bsuid: bsuid(n), waId: waId(n) }))
    const asked = await Promise.all([
      identify(...people),
      identify(...people.map(({ waId }) => ({ waId }))),
      identify(...people.map(({ bsuid }) => ({ bsuid }))),
      identify(...people),
    ])
    const settled = await identify(...people)
    const [first, byPhone, byId, last] = asked
    expect(byPhone).toEqual(settled)
    expect([first, last]).toEqual([settled, settled])
    // Calls by id alone, before one named the number, made contacts that were merged with the number's.
    expect(byId).toHaveLength(50)
    const { rows } = await api.platform.db.system(async (tx) => ({
      rows: await tx
        .selectFrom("contacts")
        .select("id")
        .where(
          "wa_id",
          "in",
          people.map((person) => person.waId),
        )
        .execute(),
    }))
    expect(rows.map((row) => row.id).sort()).toEqual(settled.sort())
  })

  it("waits for another transaction that is making the same person, and takes up what it made", async () => {
    const { platform } = api
    const known = await upsert({ phone: `+${waId()}` })
    let commit = () => {}
    const untilTold = new Promise<void>((resolve) => {
      commit = resolve
    })
    const started = Promise.withResolvers<void>()
    const first = platform.db.workspace(platform.workspaceId, async (tx) => {
      await identifyContacts(tx, { workspaceId: platform.workspaceId, now, rooms }, [{ bsuid: bsuid() }])
      started.resolve()
      await untilTold
    })
    await started.promise
    const second = identify({ bsuid: bsuid(), waId: waId() })
    await untilBlocked()
    commit()
    await first
    expect(await second).toEqual([known.id])
    expect(await identify({ bsuid: bsuid() })).toEqual([known.id])
  })

  it("stays in its workspace", async () => {
    const { platform } = api
    const other = await api.otherWorkspace()
    const [mine] = await identify({ bsuid: bsuid(), waId: waId() })
    const elsewhere = await platform.db.workspace(other.workspaceId, (tx) =>
      identifyContacts(tx, { workspaceId: other.workspaceId, now, rooms }, [
        { bsuid: bsuid(), waId: waId() },
      ]),
    )
    expect(elsewhere.get(0)).not.toBe(mine)
    expect((await api.ask("GET", `contacts/${elsewhere.get(0)}`)).status).toBe(404)
  })
})
