import { describe, expect, it } from "vitest"
import { newCanvasDefinition, readCanvasDefinition } from "./definition.ts"
import { canvasOf, waitFor } from "./testing/canvas.ts"

/** The first thing that is wrong, with its path; undefined: nothing is. */
const problemOf = (definition: object): string | undefined => {
  const issue = newCanvasDefinition.safeParse(definition).error?.issues[0]
  return issue && `${issue.path.join(".")}: ${issue.message}`
}
const path = (id: string) => ({ id, name: id, share: 50 })
const exit = { id: "one", kind: "exit" }

describe("a definition", () => {
  it("may be empty, and is read as it was kept", () => {
    const definition = newCanvasDefinition.parse({})
    expect(definition).toMatchObject({ steps: [], entry: { kind: "api" }, re_entry: { kind: "never" } })
    const drawn = canvasOf({ wait: waitFor(1, "days", "end"), end: { kind: "exit" } })
    expect(readCanvasDefinition(JSON.parse(JSON.stringify(drawn)))).toEqual(drawn)
  })

  it.each<[string, object, string]>([
    ["two steps of one id", { steps: [exit, exit] }, "steps.1.id: another step has this id"],
    [
      "two variants of one id",
      {
        variants: [
          { id: "a", name: "A" },
          { id: "a", name: "B" },
        ],
      },
      "variants.1.id: another variant has this id",
    ],
    [
      "two variables of one name",
      {
        context: [
          { name: "shop", type: "text" },
          { name: "shop", type: "number" },
        ],
      },
      "context.1.name: another variable has this name",
    ],
    [
      "two paths of one id",
      { steps: [{ id: "one", kind: "experiment_paths", paths: [path("a"), path("a")] }] },
      "steps.0.paths: two ways out have the id a: give each path its own, and none that the step has itself",
    ],
    [
      "a path with the id of the step's own way out",
      { steps: [{ id: "one", kind: "wait_for_reply", paths: [{ id: "no_reply", name: "None" }] }] },
      "steps.0.paths: two ways out have the id no_reply: give each path its own, and none that the step has itself",
    ],
    [
      "a way out that the step does not have",
      { steps: [{ id: "one", kind: "decision", next: { maybe: "one" } }] },
      "steps.0.next.maybe: the step has no such way out: yes, no",
    ],
    [
      "a way out of an exit",
      { steps: [{ ...exit, next: { next: "one" } }] },
      "steps.0.next.next: the step has no such way out: it has none",
    ],
    [
      "shares that do not make 100",
      { steps: [{ id: "one", kind: "experiment_paths", paths: [path("a")] }] },
      "steps.0.paths: the shares and the control's must make 100, not 50",
    ],
    [
      "a variable of the language's own",
      { context: [{ name: "__proto__", type: "text" }] },
      "context.0.name: another name",
    ],
    [
      "a wait of more than 31 days",
      {
        steps: [
          {
            id: "one",
            kind: "action_paths",
            within: { amount: 745, unit: "hours" },
            paths: [{ id: "a", name: "A", triggers: [{ on: "purchase" }] }],
          },
        ],
      },
      "steps.0.within: at most 31 days",
    ],
    [
      "a delay of more than two years",
      { steps: [{ id: "one", kind: "delay", wait: { kind: "for", length: { amount: 732, unit: "days" } } }] },
      "steps.0.wait.length: at most two years",
    ],
    [
      "a day that there is not",
      {
        steps: [
          { id: "one", kind: "delay", wait: { kind: "until", date: { from: "fixed", value: "2027-02-29" } } },
        ],
      },
      "steps.0.wait.date.value: must be a date such as 2026-12-24, or a time such as 2026-12-24T18:00",
    ],
    [
      "201 steps",
      { steps: Array.from({ length: 201 }, (_, at) => ({ ...exit, id: `s${at}` })) },
      "steps: Too big: expected array to have <=200 items",
    ],
  ])("is refused with %s", (_, definition, problem) => {
    expect(problemOf(definition)).toBe(problem)
  })

  it("may have a way to a step that is not there yet, which the check tells", () => {
    expect(problemOf({ steps: [{ id: "one", kind: "decision", next: { yes: "two" } }] })).toBeUndefined()
  })
})
