import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { StageCount as SourceCount } from "../../messaging/index.ts"
import { foldCounts } from "./fold-counts.ts"

type StageCount = Pick<SourceCount, "stage" | "reason" | "count">

/** What happened to one contact of an audience, in the stages that are counted after it came in. */
const fates: Record<string, Omit<StageCount, "count">[]> = {
  waiting: [],
  suppressed: [stage("decided"), stage("dropped", "not_subscribed")],
  "suppressed otherwise": [stage("decided"), stage("dropped", "no_phone")],
  accepted: [stage("decided"), stage("accepted"), stage("sent")],
  "read and answered": ["decided", "accepted", "sent", "delivered", "read", "replied"].map((name) =>
    stage(name),
  ),
  "failed later": [stage("decided"), stage("accepted"), stage("failed", "131026")],
  refused: [stage("decided"), stage("failed", "131049")],
}

function stage(stage: string, reason = "") {
  return { stage, reason }
}

/** As the database keeps them: one row for each stage and reason. */
function countsOf(audience: readonly string[]): StageCount[] {
  const reached = audience.flatMap((fate) => [stage("audience"), ...(fates[fate] ?? [])])
  return [...Map.groupBy(reached, ({ stage, reason }) => `${stage} ${reason}`).values()].map((rows) => ({
    ...stage(rows[0]?.stage ?? "", rows[0]?.reason),
    count: rows.length,
  }))
}

const audiences = fc.array(fc.constantFrom(...Object.keys(fates)), { maxLength: 100 })
const sum = (counts: { count: number }[]) => counts.reduce((all, { count }) => all + count, 0)

describe("the counts of a launch", () => {
  it("put every contact in exactly one of waiting, suppressed, accepted and refused", () => {
    fc.assert(
      fc.property(audiences, (audience) => {
        const report = foldCounts(countsOf(audience), [])
        const how = (...names: string[]) => audience.filter((fate) => names.includes(fate)).length
        expect(report).toMatchObject({
          audience: audience.length,
          waiting: how("waiting"),
          accepted: how("accepted", "read and answered", "failed later"),
          refused: how("refused"),
          replied: how("read and answered"),
        })
        expect(report.waiting + report.suppressed.total + report.accepted + report.refused).toBe(
          audience.length,
        )
      }),
    )
  })

  it("give each total as the sum of its reasons", () => {
    fc.assert(
      fc.property(audiences, (audience) => {
        const { suppressed, failed, refused } = foldCounts(countsOf(audience), [])
        expect(sum(suppressed.reasons)).toBe(suppressed.total)
        expect(sum(failed.reasons)).toBe(failed.total)
        expect(refused).toBeLessThanOrEqual(failed.total)
      }),
    )
  })

  it("tell of what went once more with the launch, and leave its audience as it was", () => {
    const own = [
      { ...stage("audience"), count: 10 },
      { ...stage("decided"), count: 9 },
      { ...stage("accepted"), count: 9 },
      { ...stage("delivered"), count: 4 },
      { ...stage("retried", "131049"), count: 3 },
      { ...stage("failed", "131026"), count: 1 },
    ]
    const waves = [
      { ...stage("audience"), count: 3 },
      { ...stage("decided"), count: 2 },
      { ...stage("accepted"), count: 2 },
      { ...stage("delivered"), count: 1 },
      { ...stage("failed", "131026"), count: 1 },
    ]
    expect(foldCounts(own, waves)).toMatchObject({
      audience: 10,
      waiting: 1,
      accepted: 9,
      delivered: 5,
      retried: 3,
      retrying: 1,
      refused: 0,
      failed: { total: 2, reasons: [{ code: "131026", count: 2 }] },
    })
  })

  it("name no reason that a correction took back", () => {
    expect(foldCounts([{ ...stage("failed", "no_answer"), count: 0 }], []).failed).toEqual({
      total: 0,
      reasons: [],
    })
  })
})
