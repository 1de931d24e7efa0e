import { describe, expect, it } from "vitest"
import { type ContextType, readContextValue } from "./context.ts"
import { canvasStep } from "./index.ts"

describe("a text as a value of the context", () => {
  it.each<[ContextType, string, unknown]>([
    ["text", " Lima ", " Lima "],
    ["text", "", ""],
    ["number", " 12.5 ", 12.5],
    ["number", "-3", -3],
    ["number", "", undefined],
    ["number", "twelve", undefined],
    ["number", "1e999", undefined],
    ["boolean", "true", true],
    ["boolean", " false\n", false],
    ["boolean", "yes", undefined],
    ["boolean", "", undefined],
    // Without an offset a time is in UTC, on whatever machine (braze.md 6.33).
    ["time", "2026-12-24T18:00", "2026-12-24T18:00:00.000Z"],
    ["time", "2026-12-24 18:00:30", "2026-12-24T18:00:30.000Z"],
    ["time", "2026-12-24T18:00:00+01:00", "2026-12-24T17:00:00.000Z"],
    ["time", "2026-12-24 18:00:00 +0100", "2026-12-24T17:00:00.000Z"],
    ["time", "2026-12-24T18:00Z", "2026-12-24T18:00:00.000Z"],
    ["time", "2026-12-24 18:00:00 UTC", "2026-12-24T18:00:00.000Z"],
    ["time", "2026-12-24", "2026-12-24T00:00:00.000Z"],
    ["time", "2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["time", "2027-02-29", undefined],
    ["time", "1", undefined],
    ["time", "soon", undefined],
    ["object", '{"size": 3}', { size: 3 }],
    ["object", "[1]", undefined],
    ["object", "null", undefined],
    ["object", "{size: 3}", undefined],
    ["array", "[1, 2]", [1, 2]],
    ["array", '{"0": 1}', undefined],
  ])("of the type %s: %j is %j", (type, text, value) => {
    expect(readContextValue(type, text)).toEqual(value)
  })
})

describe("a context step", () => {
  const variables = (...names: string[]) => ({
    ...{ id: "step", kind: "context" },
    variables: names.map((name) => ({ name, type: "text", value: "" })),
  })
  it.each<[string, boolean, string[]]>([
    ["takes letters, digits and _", true, ["shop_2", "_x", "X".repeat(100)]],
    ["takes ten", true, Array.from({ length: 10 }, (_, at) => `v${at}`)],
    ["refuses eleven", false, Array.from({ length: 11 }, (_, at) => `v${at}`)],
    ["refuses none", false, []],
    ["refuses a name with a digit first", false, ["2x"]],
    ["refuses a name with a dot", false, ["a.b"]],
    ["refuses a name of 101 characters", false, ["x".repeat(101)]],
    ["refuses a name of the language's own", false, ["__proto__"]],
  ])("%s", (_, isTaken, names) => {
    expect(canvasStep.safeParse(variables(...names)).success).toBe(isTaken)
  })
})
