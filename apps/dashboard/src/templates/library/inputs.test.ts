import { expect, it } from "vitest"
import { buttonInputs, fieldAtFault, openButtons } from "./inputs.ts"

const definition = {
  components: [
    { type: "BODY" as const, text: "Your appointment is on Monday." },
    {
      type: "BUTTONS" as const,
      buttons: [
        { type: "QUICK_REPLY" as const, text: "Cancel it" },
        { type: "URL" as const, text: "View details", url: "https://www.example.com/" },
        { type: "PHONE_NUMBER" as const, text: "Call us", phone_number: "+18005551234" },
      ],
    },
  ],
}

it("asks for the addresses and numbers, and for nothing else", () => {
  expect(openButtons(definition)).toEqual([
    { index: 1, type: "URL", text: "View details" },
    { index: 2, type: "PHONE_NUMBER", text: "Call us" },
  ])
})

it("gives every button an input, in the order of the format", () => {
  const forms = {
    1: { target: " https://shrub.example/visits/{{1}} ", example: "https://shrub.example/visits/7" },
    2: { target: "+16505550100", example: "" },
  }
  expect(buttonInputs(definition, forms)).toEqual([
    { type: "QUICK_REPLY" },
    {
      type: "URL",
      url: {
        base_url: "https://shrub.example/visits/{{1}}",
        url_suffix_example: "https://shrub.example/visits/7",
      },
    },
    { type: "PHONE_NUMBER", phone_number: "+16505550100" },
  ])
})

it("leaves the example out where the address has no variable", () => {
  const forms = { 1: { target: "https://shrub.example", example: "left over" } }
  expect(buttonInputs(definition, forms)[1]).toEqual({
    type: "URL",
    url: { base_url: "https://shrub.example" },
  })
})

it.each([
  ["name", "name"],
  ["button_inputs.1.url.base_url", "buttons.1.target"],
  ["button_inputs.1.url.url_suffix_example", "buttons.1.example"],
  ["components.2.buttons.0.url", "buttons.0.target"],
  ["components.2.buttons.0.example", "buttons.0.example"],
  ["components.0.text", undefined],
  [undefined, undefined],
])("a refusal of %s belongs beside %s", (field, beside) => {
  expect(fieldAtFault(field)).toBe(beside)
})
