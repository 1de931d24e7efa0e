/** How many messages a person gets at most, whatever sends them. */
import { type FrequencyCap, frequencyCap } from "@parley/model"
import fc from "fast-check"
import { v7 } from "uuid"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { insertNumber } from "../../testing/seed.ts"
import { claimDue } from "../outbox/claim.ts"
import { doubtClaims } from "../outbox/doubts.ts"
import { postpone } from "../outbox/postpone.ts"
import { settle } from "../outbox/settle.ts"
import { classes, createSource } from "../sources/sources.ts"
import { accepted, endedAs, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { capableOf } from "./caps-of-claim.ts"
import { reserveCaps } from "./reserve.ts"

let outbox: OpenOutbox
let ana: string
let ben: string
beforeAll(async () => {
  outbox = await openOutbox({ people: 3 })
  ;[ana = "", ben = ""] = outbox.contactIds
})
afterAll(() => outbox.close())
beforeEach(async () => {
  await outbox.clear()
  await outbox.platform.db.system((tx) => sql`DELETE FROM messages`.execute(tx))
})

const start = new Date("2026-11-22T12:00:00Z")
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000)
const rule = (members: Partial<FrequencyCap> & Pick<FrequencyCap, "most" | "every" | "unit">) =>
  frequencyCap.parse(members)
const oneADay = rule({ most: 1, every: 1, unit: "days" })
/** Concerns nothing that the tests send by it. */
const none = [{ ...oneADay, tag: "nothing has it" }]

interface At {
  rules?: FrequencyCap[]
  at?: Date
  zone?: string
  numberId?: string
  limit?: number
}

/** What is due is claimed and judged. @returns the rows, and which of them may go */
async function judged({
  rules = [oneADay],
  at = start,
  zone = "UTC",
  numberId = outbox.numberId,
  limit = 10,
}: At = {}) {
  const claim = v7()
  return outbox.inWorkspace(async (tx) => {
    const rows = await claimDue(tx, { numberId, claim, now: at, limit, upToClass: classes.marketing })
    const messages = rows.flatMap((row) => capableOf(row, row.is_control) ?? [])
    const { capped, lost } = await reserveCaps(tx, outbox.platform.workspaceId, {
      claim,
      caps: { rules, zone },
      messages,
      now: at,
    })
    return { rows, capped, go: rows.filter(({ id }) => !capped.has(id) && !lost.has(id)) }
  })
}

type Judged = Awaited<ReturnType<typeof judged>>

/** Meta takes what may go, and the rest is dropped. @returns how many went */
async function finish({ rows, capped, go }: Judged, at = start): Promise<number> {
  const dropped = rows.filter(({ id }) => capped.has(id)).map((row) => endedAs(row, "dropped", "capped"))
  await outbox.inWorkspace((tx) => settle(tx, [...go.map(accepted), ...dropped], at))
  return go.length
}

/** A message of that source to the contact is sent, or capped. @returns whether it went */
async function send(sourceId: string, options: At & { contactId?: string } = {}): Promise<boolean> {
  const at = options.at ?? start
  await outbox.queue(sourceId, { contactId: options.contactId ?? ana, sendAfter: at })
  return (await finish(await judged(options), at)) === 1
}

describe("a frequency cap", () => {
  it("lets so many messages through, and names itself for the others", async () => {
    const rules = [rule({ most: 2, every: 7, unit: "days", tag: "sale" })]
    const sale = await outbox.source({ policy: { tags: ["sale"] } })
    await outbox.queue(sale, {}, {}, {})
    const { rows, capped } = await judged({ rules })
    expect(rows.map(({ id }) => capped.get(id))).toEqual([
      undefined,
      undefined,
      "at most 2 messages in 7 days, with the tag sale",
    ])
  })

  it("counts each person by themselves", async () => {
    const source = await outbox.source()
    await outbox.queue(source, { contactId: ana }, { contactId: ben }, { contactId: ana })
    expect(await finish(await judged())).toBe(2)
  })

  it("counts days of the calendar in the contact's zone, and else in the workspace's", async () => {
    const source = await outbox.source()
    const zone = "America/Lima" // 07:00 there, so that it is tomorrow in 17 hours
    expect(await send(source, { zone })).toBe(true)
    expect(await send(source, { zone, at: hours(16.9) })).toBe(false)
    expect(await send(source, { zone, at: hours(17) })).toBe(true)
    await outbox.inWorkspace((tx) =>
      tx.updateTable("contacts").set({ time_zone: "Asia/Tokyo" }).where("id", "=", ben).execute(),
    )
    expect(await send(source, { zone, contactId: ben })).toBe(true) // 21:00 there
    expect(await send(source, { zone, contactId: ben, at: hours(2.9) })).toBe(false)
    expect(await send(source, { zone, contactId: ben, at: hours(3) })).toBe(true)
  })

  it("counts hours as they pass", async () => {
    const rules = [rule({ most: 1, every: 24, unit: "hours" })]
    const source = await outbox.source()
    expect(await send(source, { rules })).toBe(true)
    expect(await send(source, { rules, at: hours(24) })).toBe(false)
    expect(await send(source, { rules, at: hours(24.01) })).toBe(true)
  })

  it("counts what was sent before it was made", async () => {
    const source = await outbox.source()
    await send(source, { rules: none })
    expect(await send(source)).toBe(false)
  })

  it("of campaigns does not concern journeys, nor one of journeys campaigns; one of all does both, and the API's", async () => {
    const launch = await outbox.source()
    const journey = await outbox.source({ kind: "canvas_step" })
    const api = await outbox.source({ kind: "api" })
    const of = (which: FrequencyCap["of"]) => [{ ...oneADay, of: which }]
    expect(await send(launch, { rules: of("campaigns") })).toBe(true)
    expect(await send(launch, { rules: of("campaigns") })).toBe(false)
    expect(await send(journey, { rules: of("campaigns") })).toBe(true)
    expect(await send(launch, { rules: of("journeys") })).toBe(true)
    expect(await send(journey, { rules: of("journeys") })).toBe(false)
    expect(await send(api, { rules: of("journeys") })).toBe(true)
    expect(await send(api, { rules: of("all") })).toBe(false)
  })

  it("does not concern what is no marketing, nor answers", async () => {
    const code = await outbox.source({ kind: "api", class: classes.authentication })
    const reply = await outbox.source({ kind: "reply", class: classes.reply })
    const launch = await outbox.source()
    expect(await send(launch)).toBe(true)
    expect(await send(code)).toBe(true)
    expect(await send(reply)).toBe(true)
  })

  it("does not hold back a campaign that ignores it, which counts where it says so", async () => {
    const ignoring = await outbox.source({ policy: { caps: "ignore" } })
    const counting = await outbox.source({ policy: { caps: "count" } })
    const usual = await outbox.source()
    expect(await send(ignoring)).toBe(true)
    expect(await send(usual)).toBe(true)
    expect(await send(ignoring)).toBe(true)
    expect(await send(counting, { contactId: ben })).toBe(true)
    expect(await send(counting, { contactId: ben })).toBe(true)
    expect(await send(usual, { contactId: ben })).toBe(false)
  })

  it("is passed by the control group, which takes no place", async () => {
    const source = await outbox.source()
    const [control = ""] = await outbox.queue(source)
    await outbox.inWorkspace((tx) =>
      tx.updateTable("outbox").set({ is_control: true }).where("id", "=", control).execute(),
    )
    const { rows, go } = await judged()
    expect(go).toHaveLength(1)
    await outbox.settle(...rows.map((row) => endedAs(row, "dropped", "control")))
    expect(await send(source)).toBe(true)
  })
})

describe("a place that a message took", () => {
  let source: string
  const next = () => judged()
  beforeEach(async () => {
    source = await outbox.source()
    await outbox.queue(source, {})
  })

  it("is taken while it is on its way, and while it may have arrived", async () => {
    const { go } = await next()
    await outbox.queue(source, {})
    expect((await next()).go).toEqual([])
    await outbox.inWorkspace((tx) => doubtClaims(tx, outbox.numberId, []))
    expect(go).toHaveLength(1)
    await outbox.queue(source, {})
    expect((await next()).go).toEqual([])
  })

  it("is free again when it is given back, dropped or refused", async () => {
    const { go: first } = await next()
    const [row] = first
    if (!row) throw new Error("nothing went")
    await outbox.inWorkspace((tx) =>
      postpone(tx, [
        {
          id: row.id,
          claim: row.claim,
          contentId: row.content_id,
          state: "due",
          at: hours(1),
          reason: null,
          counts: null,
        },
      ]),
    )
    expect(await send(source, {})).toBe(true)
    expect(await send(source, { contactId: ben, rules: none })).toBe(true)
    await outbox.platform.db.system((tx) => sql`DELETE FROM messages`.execute(tx))
    await outbox.clear()
    for (const status of ["dropped", "failed"] as const) {
      await outbox.queue(source, {})
      const { go } = await next()
      expect(go).toHaveLength(1)
      await outbox.settle(...go.map((one) => endedAs(one, status, "131026")))
    }
    expect(await send(source)).toBe(true)
  })

  it("is free again when it fails later", async () => {
    const { go } = await next()
    await outbox.settle(...go.map(accepted))
    expect(await send(source)).toBe(false)
    await outbox.inWorkspace((tx) =>
      sql`UPDATE messages SET status = 'failed' WHERE status = 'accepted'`.execute(tx),
    )
    expect(await send(source)).toBe(true)
  })
})

it("of 10,000 messages to one person through two numbers as many go as the caps allow", async () => {
  const { workspaceId } = outbox.platform
  const most = 7
  const rules = [rule({ most, every: 1, unit: "weeks" })]
  const numbers = [outbox.numberId, await anotherNumber()]
  await outbox.inWorkspace(async (tx) => {
    for (const numberId of numbers) {
      const source = await createSource(tx, {
        ...{
          workspaceId,
          numberId,
          kind: "trigger",
          class: classes.marketing,
          contentIds: [outbox.contentId],
        },
        now: start,
      })
      await sql`INSERT INTO outbox (workspace_id, number_id, source_id, contact_id, send_after, expires_at)
        SELECT ${workspaceId}, ${numberId}, ${source}, ${ana}, ${start}, ${hours(72)} FROM generate_series(1, 5000)`.execute(
        tx,
      )
    }
  })
  let went = 0
  let handled = 0
  const lane = async (numberId: string) => {
    for (;;) {
      const some = await judged({ rules, numberId, limit: 500 })
      if (some.rows.length === 0) return
      handled += some.rows.length
      went += await finish(some)
    }
  }
  await Promise.all(numbers.map(lane))
  expect({ handled, went }).toEqual({ handled: 10_000, went: most })
}, 60_000)

async function anotherNumber(): Promise<string> {
  return outbox.inWorkspace(async (tx) => {
    const account = await tx.selectFrom("business_accounts").select("id").executeTakeFirstOrThrow()
    return insertNumber(tx, {
      ...{ workspaceId: outbox.platform.workspaceId, accountId: account.id, phoneNumberId: "201" },
      ...{ throughputLevel: "HIGH", registeredAt: start, now: start },
    })
  })
}

it("caps allow what a naive count of everything that went allows", async () => {
  const zones = ["UTC", "America/Lima", "Asia/Tokyo", "Australia/Lord_Howe"]
  const anyRule = fc
    .record({
      most: fc.integer({ min: 1, max: 3 }),
      every: fc.integer({ min: 1, max: 3 }),
      unit: fc.constantFrom("hours", "days", "weeks"),
      of: fc.constantFrom("campaigns", "journeys", "all"),
      tag: fc.constantFrom(null, "sale"),
    })
    .map((members) => frequencyCap.parse(members))
  const anyStep = fc.record({
    waitHours: fc.integer({ min: 0, max: 40 }),
    messages: fc.array(fc.record({ person: fc.nat(2), source: fc.nat(3) }), { minLength: 1, maxLength: 4 }),
    outcome: fc.constantFrom("accepted", "accepted", "failed"),
  })
  const kinds = ["launch", "launch", "trigger", "canvas_step"] as const
  const tags = [[], ["sale"], ["sale", "news"], []]
  const sources = await Promise.all(
    kinds.map((kind, place) => outbox.source({ kind, policy: { tags: tags[place] } })),
  )
  const people = outbox.contactIds
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRule, { minLength: 1, maxLength: 4 }),
      fc.array(anyStep, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...zones),
      async (rules, steps, zone) => {
        await outbox.platform.db.system((tx) => sql`DELETE FROM messages`.execute(tx))
        await outbox.inWorkspace((tx) => tx.updateTable("contacts").set({ time_zone: null }).execute())
        const sent: { person: string; source: number; at: Date }[] = []
        let at = start
        for (const { waitHours, messages, outcome } of steps) {
          at = new Date(at.getTime() + waitHours * 3_600_000)
          const sendAfter = at
          for (const { person, source } of messages)
            await outbox.queue(sources[source] ?? "", { contactId: people[person] ?? "", sendAfter })
          const { rows, go, capped } = await judged({ rules, at, zone })
          const tried = [...sent]
          const expected = rows.map((row) => {
            const source = sources.indexOf(row.source_id)
            const person = row.contact_id ?? ""
            const fits = rules.every((each) => {
              const concerns = (one: number) =>
                (each.of === "all" || (each.of === "journeys") === (kinds[one] === "canvas_step")) &&
                (each.tag === null || tags[one]?.includes(each.tag))
              if (!concerns(source)) return true
              const count = tried.filter(
                (one) => one.person === person && concerns(one.source) && isWithin(each, one.at, at, zone),
              ).length
              return count < each.most
            })
            if (fits) tried.push({ person, source, at })
            return fits
          })
          expect(rows.map(({ id }) => !capped.has(id))).toEqual(expected)
          if (outcome === "accepted") {
            sent.splice(0, sent.length, ...tried)
            await finish({ rows, go, capped }, at)
          } else {
            const ended = rows.map((row) =>
              capped.has(row.id) ? endedAs(row, "dropped", "capped") : endedAs(row, "failed", "131026"),
            )
            await outbox.inWorkspace((tx) => settle(tx, ended, at))
          }
        }
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)

/** Days by what a calendar shows, not by their instants. */
function isWithin({ every, unit }: FrequencyCap, then: Date, now: Date, zone: string): boolean {
  if (unit === "hours") return now.getTime() - then.getTime() <= every * 3_600_000
  const day = (at: Date) => Date.parse(at.toLocaleDateString("sv-SE", { timeZone: zone }))
  return (day(now) - day(then)) / 86_400_000 < every * (unit === "weeks" ? 7 : 1)
}
