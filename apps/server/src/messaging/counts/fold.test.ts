import fc from "fast-check"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sql, type Tx } from "../../platform/database/index.ts"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { counted } from "./counted.ts"
import { foldCounts } from "./fold.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())

interface Moved {
  stage: string
  reason: string | null
  quarters: number
  variant: number
  n: number
}

/** Appends to the counts of a source, in one statement. */
const appendIn = (tx: Tx, sourceId: string, moved: readonly Moved[]) =>
  counted(sql`
    SELECT ${sourceId}::uuid AS source_id, ${outbox.platform.workspaceId}::uuid AS workspace_id, variant, stage, reason,
      ${now}::timestamptz + quarters * interval '15 minutes' AS at, n
    FROM json_to_recordset(${JSON.stringify(moved)}::json)
      AS moved (stage text, reason text, quarters integer, variant smallint, n integer)`).execute(tx)
const append = (sourceId: string, moved: readonly Moved[]) =>
  outbox.inWorkspace((tx) => appendIn(tx, sourceId, moved))
const one = (stage: string, n = 1): Moved => ({ stage, reason: null, quarters: 0, variant: 0, n })
const fold = () => foldCounts(outbox.platform.db)
const rowsOf = async (table: "stats" | "stat_deltas", sourceId: string) =>
  outbox.inWorkspace((tx) => tx.selectFrom(table).selectAll().where("source_id", "=", sourceId).execute())

const moves = fc.array(
  fc.record({
    stage: fc.constantFrom("decided", "dropped", "accepted", "failed"),
    reason: fc.option(fc.constantFrom("131026", "canceled")),
    quarters: fc.nat({ max: 2 }),
    variant: fc.nat({ max: 1 }),
    n: fc.integer({ min: -3, max: 3 }),
  }),
  { maxLength: 12 },
)

it("the counts are the sum of what was appended, whenever it is folded", async () => {
  const steps = fc.array(fc.option(moves, { freq: 2 }), { maxLength: 6 }) // null: fold
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const sourceId = await outbox.source()
      await outbox.platform.db.system(async (tx) => {
        for (const moved of steps)
          await (moved ? appendIn(tx, sourceId, moved) : foldCounts({ system: (work) => work(tx) }))
      })
      const expected = new Map<string, number>()
      for (const { stage, reason, n } of steps.flatMap((moved) => moved ?? [])) {
        const name = `${stage}${reason ? `:${reason}` : ""}`
        expected.set(name, (expected.get(name) ?? 0) + n)
      }
      const counts = await outbox.counts(sourceId)
      const zeros = Object.fromEntries([...expected.keys()].map((name) => [name, 0]))
      expect({ ...zeros, ...counts }).toEqual(Object.fromEntries(expected))
    }),
  )
})

it("folding leaves nothing behind, and one count for each quarter of an hour", async () => {
  const sourceId = await outbox.source()
  await append(sourceId, [one("decided"), { ...one("decided"), quarters: 1 }])
  await append(sourceId, [one("decided")])
  await fold()
  expect(await rowsOf("stat_deltas", sourceId)).toEqual([])
  const stats = await rowsOf("stats", sourceId)
  expect(stats.map(({ quarter_hour, n }) => [quarter_hour, n]).sort()).toEqual([
    [now, 2],
    [later(900), 1],
  ])
})

it("what is read before, during and after a fold is the same", async () => {
  const sourceId = await outbox.source()
  await append(sourceId, [one("decided", 4)])
  await fold()
  await append(sourceId, [one("decided", 3)])
  expect(await outbox.counts(sourceId)).toEqual({ decided: 7 })
  await outbox.platform.db.system(async (tx) => {
    await foldCounts({ system: (work) => work(tx) })
    expect(
      await tx.selectFrom("stat_deltas").select("n").where("source_id", "=", sourceId).execute(),
    ).toEqual([])
    // Others don't see it yet.
    expect(await outbox.counts(sourceId)).toEqual({ decided: 7 })
  })
  expect(await outbox.counts(sourceId)).toEqual({ decided: 7 })
})

it("what appends while it is folded waits for nothing, and is counted", async () => {
  const sourceId = await outbox.source()
  await append(sourceId, [one("decided")])
  await outbox.platform.db.system(async (tx) => {
    await sql`SELECT FROM stat_deltas WHERE source_id = ${sourceId} FOR UPDATE`.execute(tx)
    await append(sourceId, [one("decided")])
    await fold() // what is locked is left to the next
    expect(await outbox.counts(sourceId)).toEqual({ decided: 2 })
  })
  await fold()
  expect(await outbox.counts(sourceId)).toEqual({ decided: 2 })
  expect(await rowsOf("stat_deltas", sourceId)).toEqual([])
})

it("many who append and fold at once lose nothing and count nothing twice", async () => {
  const sourceId = await outbox.source()
  const work = Array.from({ length: 40 }, (_, index) =>
    index % 4 === 3 ? fold() : append(sourceId, [one("decided"), one("accepted", 2)]),
  )
  await Promise.all(work)
  expect(await outbox.counts(sourceId)).toEqual({ decided: 30, accepted: 60 })
  await fold()
  expect(await outbox.counts(sourceId)).toEqual({ decided: 30, accepted: 60 })
})
