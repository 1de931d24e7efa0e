import { describe, expect, it } from "vitest"
import type { KnownOfCanvas } from "../check.ts"
import { type Drawn, template, templateId } from "../testing/canvas.ts"
import { found, message } from "../testing/checked.ts"

describe("a template", () => {
  const knownAs = (of: object): KnownOfCanvas => ({
    templates: new Map([
      [templateId, { status: "APPROVED", languages: ["en", "es"], variables: ["body.1"], ...of }],
    ]),
  })
  const say = message(undefined, template({ "1": "Ana" }))
  const ofEach = message(undefined, { ...template({ "1": "Ana" }), language: "contact" })
  it.each<[string, string[], Drawn, KnownOfCanvas]>([
    ["that is approved", [], { say }, knownAs({})],
    ["that is not there", ["template_missing say content"], { say }, { templates: new Map() }],
    ["that is paused", ["template_not_approved say content"], { say }, knownAs({ status: "PAUSED" })],
    [
      "in one language, for people of all",
      ["(template_in_one_language) say content"],
      { say: ofEach },
      knownAs({ languages: ["en"] }),
    ],
    ["in several languages", [], { say: ofEach }, knownAs({})],
    [
      "without a value",
      ["template_variable_missing say content.values.body.1"],
      { say: message() },
      knownAs({}),
    ],
    [
      "as a fallback",
      ["template_missing ask fallback"],
      { ask: { kind: "wait_for_reply", fallback: template(), paths: [] } },
      { templates: new Map() },
    ],
  ])("%s: %j", (_, problems, steps, known) => {
    expect(found(steps, {}, known)).toEqual(problems)
  })
})
