import fc from "fast-check"
import { RRuleTemporal } from "rrule-temporal"
import { afterAll, beforeAll, expect, it } from "vitest"
import { rows, sql } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

const instantsOf = async (asked: readonly { local: string; zone: string }[]) => {
  const { rows: found } = await platform.db.system((tx) =>
    sql<{ at: Date }>`SELECT instant_of(local::timestamp, zone) AS at
      FROM ${rows("asked", asked, { local: "text", zone: "text" })} ORDER BY position`.execute(tx),
  )
  return found.map(({ at }) => at.toISOString())
}

it.each([
  ["an ordinary day", "2026-12-24T09:00", "Europe/Vienna", "2026-12-24T08:00:00.000Z"],
  ["a time that is skipped: as much later", "2026-03-29T02:30", "Europe/Vienna", "2026-03-29T01:30:00.000Z"],
  ["a time that is shown twice: the first", "2026-10-25T02:30", "Europe/Vienna", "2026-10-25T00:30:00.000Z"],
  ["half an hour that is shown twice", "2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
  ["two hours that are shown twice", "2026-10-25T01:30", "Antarctica/Troll", "2026-10-24T23:30:00.000Z"],
  ["a day that was skipped", "2011-12-30T09:00", "Pacific/Apia", "2011-12-30T19:00:00.000Z"],
])("on %s", async (_what, local, zone, expected) => {
  expect(await instantsOf([{ local, zone }])).toEqual([expected])
})

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock of that zone is ahead of UTC, in minutes, as the program's own database of zones has it. */
function aheadOf(zone: string, at: Date): number {
  const format =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
  clocks.set(zone, format)
  return (new Date(`${format.format(at).replace(" ", "T")}Z`).getTime() - at.getTime()) / 60_000
}

/** Zones for which PostgreSQL and this program have the same rules: both are told of changes, one sooner than the other. */
async function zonesInAgreement(): Promise<string[]> {
  const months = Array.from({ length: 72 }, (_, month) => new Date(Date.UTC(2024, month, 15)))
  const { rows: known } = await platform.db.system((tx) =>
    sql<{ name: string; ahead: number[] }>`
      SELECT name, array_agg((extract(epoch FROM (at AT TIME ZONE name) - (at AT TIME ZONE 'UTC')) / 60)::int ORDER BY at) AS ahead
      FROM pg_timezone_names CROSS JOIN unnest(${months}::timestamptz[]) AS at
      WHERE name = ANY(${Intl.supportedValuesOf("timeZone")}::text[]) GROUP BY name`.execute(tx),
  )
  return known.flatMap(({ name, ahead }) =>
    months.every((at, index) => aheadOf(name, at) === ahead[index]) ? [name] : [],
  )
}

it("is what a library of time zones says, in any zone and year", async () => {
  const zones = await zonesInAgreement()
  expect(zones.length).toBeGreaterThan(350)
  const asked = fc.sample(
    fc.record({
      zone: fc.constantFrom(...zones),
      minute: fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 }),
      // Half of them in the nights in which clocks are changed.
      night: fc.option(fc.constantFrom("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-25", "2026-11-01")),
    }),
    10_000,
  )
  const cases = asked.map(({ zone, minute, night }) => {
    const local = new Date(minute * 60_000).toISOString().slice(0, 16)
    return { zone, local: night === null ? local : `${night}T0${minute % 4}${local.slice(13)}` }
  })
  const expected = cases.map(({ zone, local }) => {
    const rule = `DTSTART;TZID=${zone}:${local.replaceAll(/[-:]/g, "")}00\nRRULE:FREQ=DAILY;COUNT=1`
    return new Date(new RRuleTemporal({ rruleString: rule }).all()[0]?.epochMilliseconds ?? 0).toISOString()
  })
  const found = await instantsOf(cases)
  const wrong = cases.flatMap((one, index) =>
    found[index] === expected[index] ? [] : [{ ...one, found: found[index], expected: expected[index] }],
  )
  expect(wrong).toEqual([])
})
