import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest"
import { ConnectionLost, Database, sql } from "../../platform/database/index.ts"
import { commit, layWire } from "../../testing/wire.ts"
import { cancelSource, classes, pauseSource } from "../sources/sources.ts"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { type ClaimedRow, releaseClaims } from "./claim.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox({ people: 3 })
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const idsOf = (rows: readonly ClaimedRow[]) => rows.map(({ id }) => id)
const many = (count: number) => Array.from({ length: count }, () => ({}))
const bySource = (rows: readonly ClaimedRow[]) =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row.source_id)].map(([id, of]) => [id, of.length]))
const setSource = (id: string, values: { weight?: number; held_until?: Date | null }) =>
  outbox.platform.db.system((tx) => tx.updateTable("sources").set(values).where("id", "=", id).execute())

describe("a claim takes", () => {
  it("the lower class first, whatever came first, and nothing that is not due yet", async () => {
    const [marketing, utility, codes, replies] = await Promise.all([
      outbox.source(),
      outbox.source({ class: classes.utility }),
      outbox.source({ class: classes.authentication }),
      outbox.source({ class: classes.reply }),
    ])
    const [inMarketing] = await outbox.queue(marketing, { sendAfter: later(-60) }, { sendAfter: later(1) })
    const [inUtility] = await outbox.queue(utility, { sendAfter: later(-30) })
    const [code] = await outbox.queue(codes)
    const [reply] = await outbox.queue(replies)
    expect(idsOf(await outbox.claim())).toEqual([reply, code, inUtility, inMarketing])
  })

  it("what was due first first, inside a source", async () => {
    const source = await outbox.source()
    const queued = await outbox.queue(source, { sendAfter: later(-1) }, { sendAfter: later(-9) }, {})
    expect(idsOf(await outbox.claim({ limit: 2 }))).toEqual([queued[1], queued[0]])
    expect(idsOf(await outbox.claim())).toEqual([queued[2]])
  })

  it("no class above the one it is told", async () => {
    const [marketing, codes] = [await outbox.source(), await outbox.source({ class: classes.authentication })]
    await outbox.queue(marketing)
    const [code] = await outbox.queue(codes)
    expect(idsOf(await outbox.claim({ upToClass: classes.authentication }))).toEqual([code])
  })

  it("nothing of another number", async () => {
    await outbox.queue(await outbox.source())
    expect(await outbox.claim({ numberId: v7() })).toEqual([])
  })

  it("nothing twice, however many ask at once", async () => {
    await outbox.queue(await outbox.source(), ...many(40))
    const claimed = await Promise.all([1, 2, 3, 4, 5].map(() => outbox.claim()))
    const rest = await outbox.claim({ limit: 50 })
    const ids = idsOf([...claimed.flat(), ...rest])
    expect(new Set(ids).size).toBe(40)
    expect(ids).toHaveLength(40)
    expect(await outbox.claim()).toEqual([])
  })
})

describe("sources of one class", () => {
  it("take turns: with 50,000 messages of one waiting, the first of another is in the very next claim", async () => {
    const [large, small] = [await outbox.source(), await outbox.source()]
    const { workspaceId } = outbox.platform
    await outbox.inWorkspace((tx) =>
      sql`
        INSERT INTO outbox (workspace_id, number_id, source_id, contact_id, send_after, expires_at)
        SELECT ${workspaceId}::uuid, ${outbox.numberId}::uuid, ${large}::uuid, ${outbox.contactIds[0]}::uuid,
          ${later(-3600)}::timestamptz, ${later(3600)}::timestamptz
        FROM generate_series(1, 50000)`.execute(tx),
    )
    const [first] = await outbox.queue(small)
    const claimed = await outbox.claim({ limit: 20 })
    expect(bySource(claimed)).toEqual({ [large]: 19, [small]: 1 })
    expect(idsOf(claimed)).toContain(first)
  })

  it("share a claim by their weight", async () => {
    const [heavy, light] = [await outbox.source(), await outbox.source()]
    await setSource(heavy, { weight: 3 })
    await outbox.queue(heavy, ...many(20))
    await outbox.queue(light, ...many(20))
    expect(bySource(await outbox.claim({ limit: 8 }))).toEqual({ [heavy]: 6, [light]: 2 })
  })

  it("leave to the others what they have nothing for", async () => {
    const [large, small] = [await outbox.source(), await outbox.source()]
    await outbox.queue(large, ...many(20))
    await outbox.queue(small, ...many(2))
    expect(bySource(await outbox.claim({ limit: 10 }))).toEqual({ [large]: 8, [small]: 2 })
  })
})

describe("nothing is claimed of a source", () => {
  it("that is paused, until it goes on", async () => {
    const source = await outbox.source()
    const queued = await outbox.queue(source)
    await outbox.inWorkspace((tx) => pauseSource(tx, source, true))
    expect(await outbox.claim()).toEqual([])
    await outbox.inWorkspace((tx) => pauseSource(tx, source, false))
    expect(idsOf(await outbox.claim())).toEqual(queued)
  })

  it("that is canceled, and it cannot go on", async () => {
    const source = await outbox.source()
    await outbox.queue(source)
    await outbox.inWorkspace((tx) => cancelSource(tx, source, now))
    expect(await outbox.claim()).toEqual([])
    await outbox.inWorkspace((tx) => pauseSource(tx, source, false))
    expect(await outbox.claim()).toEqual([])
  })

  it("that is held, until its time has come", async () => {
    const source = await outbox.source()
    const queued = await outbox.queue(source)
    await setSource(source, { held_until: later(1) })
    expect(await outbox.claim()).toEqual([])
    expect(idsOf(await outbox.claim({ now: later(1) }))).toEqual(queued)
  })
})

describe("from a floor on", () => {
  it("a claim looks no further back, in that source alone", async () => {
    const [one, other] = [await outbox.source(), await outbox.source()]
    const [, due] = await outbox.queue(one, { sendAfter: later(-20) }, { sendAfter: later(-10) })
    const [ofOther] = await outbox.queue(other, { sendAfter: later(-30) })
    const floors = [{ sourceId: one, sendAfter: later(-10) }]
    expect(new Set(idsOf(await outbox.claim({ floors })))).toEqual(new Set([due, ofOther]))
    expect(await outbox.claim({ floors })).toEqual([])
    expect(await outbox.claim()).toHaveLength(1)
  })
})

describe("a claimed message has", () => {
  it("the contact and the consent as they are now, and what its source says", async () => {
    const source = await outbox.source()
    await outbox.queue(source)
    const claim = v7()
    expect(await outbox.claim({ claim })).toMatchObject([
      {
        claim,
        source_id: source,
        source_kind: "launch",
        content_id: outbox.contentId,
        contact: { phone: "+4915200000001", first_name: "Ana 1", attributes: { city: "Lima" } },
        subscription: "subscribed",
        last_inbound_at: null,
        refusals: 0,
        unanswered: 0,
        doubts: 0,
      },
    ])
  })

  it("a content of its own where it has one, and the variables that it alone knows", async () => {
    const contentId = v7()
    await outbox.queue(await outbox.source(), { contentId, variables: { code: "123" } })
    expect(await outbox.claim()).toMatchObject([{ content_id: contentId, variables: { code: "123" } }])
  })

  it("no contact when that was deleted meanwhile", async () => {
    await outbox.queue(await outbox.source(), { contactId: v7() })
    expect(await outbox.claim()).toMatchObject([{ contact: null, subscription: null }])
  })

  it("no subscriber while the subscription group is archived", async () => {
    const archive = (archived_at: Date | null) =>
      outbox.inWorkspace((tx) => tx.updateTable("subscription_groups").set({ archived_at }).execute())
    const source = await outbox.source()
    await archive(now)
    await outbox.queue(source)
    expect(await outbox.claim()).toMatchObject([{ subscription: "group_archived" }])
    await archive(null)
    await outbox.queue(source)
    expect(await outbox.claim()).toMatchObject([{ subscription: "subscribed" }])
  })
})

describe("a claim of which it is not known whether it was committed", () => {
  it("is released, and its messages are due as before; others stay claimed", async () => {
    const source = await outbox.source()
    const queued = await outbox.queue(source, {}, {}, {})
    const [lost, kept] = [v7(), v7()]
    const wire = await layWire(outbox.platform.databaseUrl)
    const far = new Database(wire.url, { connections: 1, onConnectionLost: () => undefined })
    onTestFinished(async () => {
      await far.close()
      await wire.close()
    })
    const answerLost = wire.loseAnswer(commit)
    await expect(outbox.claim({ claim: lost, limit: 2 }, far)).rejects.toBeInstanceOf(ConnectionLost)
    await answerLost
    await outbox.claim({ claim: kept })
    await outbox.inWorkspace((tx) => releaseClaims(tx, outbox.numberId, [lost]))
    expect((await outbox.rows()).map(({ claim }) => claim)).toEqual([null, null, kept])
    expect(await outbox.claim()).toMatchObject(
      queued.slice(0, 2).map((id) => ({ id, refusals: 0, unanswered: 0, doubts: 0 })),
    )
  })
})
