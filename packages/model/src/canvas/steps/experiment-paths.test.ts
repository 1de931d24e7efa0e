import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { assignmentBuckets } from "../../campaign/variants.ts"
import { noon, runOf, stepOf } from "../testing/canvas.ts"
import { moveAt, outletsOf } from "./index.ts"

const stepWith = (shares: readonly number[], control_share = 0) =>
  stepOf({
    kind: "experiment_paths",
    paths: shares.map((share, place) => ({ id: `p${place}`, name: `${place}`, share })),
    control_share,
  })
const outletAt = (step: ReturnType<typeof stepWith>, bucket: number): string => {
  const move = moveAt(step, runOf(), { bucket }, noon)
  return move.kind === "go" ? move.outlet : move.kind
}
const countsOf = (step: ReturnType<typeof stepWith>) => {
  const outlets = Array.from({ length: assignmentBuckets }, (_, bucket) => outletAt(step, bucket))
  return Object.fromEntries(
    outletsOf(step).map(({ id }) => [id, outlets.filter((each) => each === id).length]),
  )
}

describe("an experiment", () => {
  it.each<[number[], number, number, string]>([
    [[50, 50], 0, 0, "p0"],
    [[50, 50], 0, 4999, "p0"],
    [[50, 50], 0, 5000, "p1"],
    [[50, 50], 0, 9999, "p1"],
    [[50, 40], 10, 999, "control"],
    [[50, 40], 10, 1000, "p0"],
    [[0, 100], 0, 0, "p1"],
    [[100, 0], 0, 9999, "p0"],
    // 2900 / 10000 * 100 is 28.999999999999996.
    [[29, 71], 0, 2899, "p0"],
    [[29, 71], 0, 2900, "p1"],
  ])("of shares %j and a control of %d has bucket %d take %s", (shares, control, bucket, outlet) => {
    expect(outletAt(stepWith(shares, control), bucket)).toBe(outlet)
  })

  it("has a way out for its control where that has a share", () => {
    expect(outletsOf(stepWith([90], 10)).map(({ id }) => id)).toEqual(["p0", "control"])
    expect(outletsOf(stepWith([100])).map(({ id }) => id)).toEqual(["p0"])
  })

  it("gives each path exactly its share of all buckets", () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 7 })
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 90 }), (some, control) => {
        const bounds = [control, ...some.filter((cut) => cut > control), 100].toSorted((a, b) => a - b)
        const shares = bounds.slice(1).map((bound, place) => bound - (bounds[place] ?? 0))
        const wanted = Object.fromEntries(shares.map((share, place) => [`p${place}`, share * 100]))
        expect(countsOf(stepWith(shares, control))).toEqual({
          ...wanted,
          ...(control > 0 && { control: control * 100 }),
        })
      }),
      { numRuns: 50 },
    )
  })
})
