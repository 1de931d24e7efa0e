import { describe, expect, it } from "vitest"
import { Failure } from "./failure.ts"
import { fillTemplate, readValues } from "./template-values.ts"

const template = {
  name: "order_ready",
  variables: [
    { component: "header", name: "media", kind: "image" },
    { component: "body", name: "first_name", kind: "text" },
    { component: "button", name: "1", kind: "text", button_index: 0 },
    { component: "button", name: "coupon_code", kind: "coupon_code", button_index: 1 },
  ],
}

describe("values on the command line", () => {
  it("are name=text, and the text may hold =", () => {
    expect(readValues(["url=https://a.example/?b=c", "empty="])).toEqual(
      new Map([
        ["url", "https://a.example/?b=c"],
        ["empty", ""],
      ]),
    )
  })

  it("need a name", () => {
    expect(() => readValues(["Ana"])).toThrow(Failure)
    expect(() => readValues(["=Ana"])).toThrow("--value =Ana is no value.")
  })

  it("go where the template's variables are", () => {
    const values = readValues([
      "media=https://a.example/i.png",
      "first_name=Ana",
      "button.0=orders/7",
      "button.1=TEN",
    ])
    expect(fillTemplate(template, values)).toEqual({
      header_media: { link: "https://a.example/i.png" },
      body: { first_name: "Ana" },
      buttons: { "0": { suffix: "orders/7" }, "1": { coupon_code: "TEN" } },
    })
  })

  it("fill header and body where both have the variable", () => {
    const both = {
      name: "greeting",
      variables: [
        { component: "header", name: "first_name", kind: "text" },
        { component: "body", name: "first_name", kind: "text" },
      ],
    }
    expect(fillTemplate(both, readValues(["first_name=Ana"]))).toEqual({
      header: { first_name: "Ana" },
      body: { first_name: "Ana" },
    })
  })

  it("must be complete and known", () => {
    expect(() => fillTemplate(template, readValues(["first_name=Ana"]))).toThrow("needs a value for media")
    expect(() => fillTemplate(template, readValues(["nickname=A"]))).toThrow(
      "Template order_ready has no variable nickname.",
    )
  })

  it("cannot fill what is no text", () => {
    const place = { name: "shop", variables: [{ component: "header", name: "location", kind: "location" }] }
    expect(() => fillTemplate(place, readValues(["location=here"]))).toThrow(
      "cannot fill a location in a header",
    )
  })
})
