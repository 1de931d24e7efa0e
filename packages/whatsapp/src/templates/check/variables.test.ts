import { describe, expect, it } from "vitest"
import type { TemplateComponent } from "../components.ts"
import { body, definition, errors, header, sampleBody, warnings } from "../definition-samples.ts"
import { checkTemplate } from "./check.ts"

describe("variables", () => {
  it("are accepted inside the text, numbered from 1, with examples", () => {
    expect(
      checkTemplate(definition([body("Hi {{1}}, your order ships {{2}} by courier.", ["Ana", "Monday"])])),
    ).toEqual([])
  })

  it("may have names instead", () => {
    const component: TemplateComponent = {
      type: "BODY",
      text: "Hi {{first_name}}, your order ships {{day}} by courier.",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "day", example: "Monday" },
        ],
      },
    }
    expect(checkTemplate(definition([component], { parameter_format: "NAMED" }))).toEqual([])
    expect(errors(definition([component]))).toContain("variable_format components[0].text")
  })

  it.each([
    ["at the start", body("{{1}}, your order is on its way", ["Ana"]), "variable_at_edge"],
    ["at the end", body("Your order is on its way {{1}}", ["Ana"]), "variable_at_edge"],
    [
      "touching each other",
      body("Dear {{1}}{{2}}, your order is on its way", ["Ana", "Ruiz"]),
      "variable_adjacent",
    ],
    ["with a gap", body("Dear {{1}}, your order {{3}} is on its way", ["Ana", "7"]), "variable_gap"],
    ["from another number than 1", body("Dear {{2}}, your order is on its way", ["Ana"]), "variable_gap"],
    ["with a sign in the name", body("Dear {{na#me}}, your order is on its way", ["Ana"]), "variable_name"],
    ["with unmatched braces", body("Dear {{1}, your order is on its way"), "variable_malformed"],
    [
      "without an example",
      body("Dear {{1}}, your order {{2}} is on its way", ["Ana"]),
      "body_example_missing",
    ],
    ["with an empty example", body("Dear {{1}}, your order is on its way", [" "]), "body_example_missing"],
    [
      "fewer than the examples",
      body("Dear {{1}}, your order is on its way", ["Ana", "x"]),
      "example_without_variable",
    ],
  ])("are refused %s", (_what, component, rule) => {
    expect(errors(definition([component])).map((issue) => issue.split(" ")[0])).toContain(rule)
  })

  it("may end a sentence, as a full stop follows", () => {
    expect(errors(definition([body("Your order comes to you on {{1}}.", ["Monday"])]))).toEqual([])
  })

  it("raise a warning when words are few", () => {
    expect(warnings(definition([body("Hi {{1}}, {{2}}!", ["a", "b"])]))).toContain(
      "variables_too_many_for_length",
    )
  })

  it("raise a warning when only a space divides them", () => {
    const text = "Dear {{1}} {{2}}, your order is on its way"
    expect(warnings(definition([body(text, ["Ana", "Ruiz"])]))).toEqual(["variable_adjacent"])
  })

  it("are in the header once, with an example", () => {
    expect(errors(definition([header("Order {{1}}", "A-17"), sampleBody]))).toEqual([])
    expect(errors(definition([header("Order {{1}}"), sampleBody]))).toEqual([
      "header_example_missing components[0].example",
    ])
    expect(errors(definition([header("{{1}} and {{2}}", "a"), sampleBody]))).toContain(
      "header_variables_too_many components[0].text",
    )
  })
})
