import { Registry } from "prom-client"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { exposeMeasures } from "../../platform/measures/measures.ts"
import { rooms } from "../../rooms.ts"
import { classes, pauseSource } from "../sources/sources.ts"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.platform.close())

/** What `/metrics` shows of the installation ten minutes later, by gauge and labels. */
async function shown(): Promise<Record<string, number>> {
  const registry = new Registry()
  const platform = { ...outbox.platform, clock: steppedClock(later(600)) }
  const measures = rooms.flatMap((room) => room.measures?.(platform) ?? [])
  exposeMeasures(registry, measures, platform.logger)
  const gauges = await registry.getMetricsAsJSON()
  return Object.fromEntries(
    gauges.flatMap(({ name, values }) =>
      values.map(({ labels, value }) => [[name, ...Object.values(labels)].join(" "), Math.round(value)]),
    ),
  )
}

describe("the gauges of an installation", () => {
  it("are nothing where nothing waits", async () => {
    expect(await shown()).toEqual({ parley_in_doubt_oldest_seconds: 0, parley_numbers_held: 0 })
  })

  it("say what waits, for how long, and who decides", async () => {
    const { source, queue, inWorkspace, numberId, platform } = outbox
    const launch = await source()
    await queue(launch, { sendAfter: later(300) }, { sendAfter: later(3_600) })
    const codes = await source({ class: classes.authentication })
    await queue(codes, { sendAfter: later(590) })
    const paused = await source({ class: classes.utility })
    await queue(paused, { sendAfter: now })
    await inWorkspace((tx) => pauseSource(tx, paused, true))
    const [unclear, hopeless] = await queue(launch, {}, {})
    await inWorkspace((tx) =>
      sql`UPDATE outbox SET state = 'in_doubt', posted_at = ${later(60)}, unanswered = CASE id WHEN ${hopeless} THEN 3 ELSE 1 END
        WHERE id = ANY(${[unclear, hopeless]}::uuid[])`.execute(tx),
    )
    await inWorkspace((tx) =>
      tx
        .updateTable("sources")
        .set({ held_until: later(900) })
        .where("id", "=", codes)
        .execute(),
    )
    await platform.db.system(async (tx) => {
      await sql`INSERT INTO log_entries (topic, partition, bytes, payload, received_at)
        SELECT 'webhooks', n % 2, 1, 'x', now() - make_interval(secs => 100 - n) FROM generate_series(0, 9) AS n`.execute(
        tx,
      )
      await sql`INSERT INTO log_set_aside (topic, payload, failure) VALUES ('webhooks', 'x', 'error')`.execute(
        tx,
      )
    })
    expect(await shown()).toEqual({
      "parley_outbox_messages authentication": 1,
      "parley_outbox_messages marketing": 2,
      "parley_outbox_messages utility": 1,
      "parley_outbox_oldest_seconds marketing": 300,
      "parley_sources_held paused": 1,
      "parley_sources_held held": 1,
      "parley_in_doubt_messages evidence": 1,
      "parley_in_doubt_messages person": 1,
      parley_in_doubt_oldest_seconds: 540,
      "parley_log_entries webhooks": 10,
      "parley_log_oldest_seconds webhooks": 100,
      "parley_log_set_aside webhooks": 1,
      parley_numbers_held: 0,
    })
    await inWorkspace((tx) =>
      tx
        .updateTable("numbers")
        .set({ held_until: later(900) })
        .where("id", "=", numberId)
        .execute(),
    )
    const held = await shown()
    expect(held).toMatchObject({ parley_numbers_held: 1 })
    expect(held).not.toHaveProperty("parley_outbox_oldest_seconds marketing")
  })
})
