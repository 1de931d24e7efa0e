import { expect, it } from "vitest"
import { renderTemplate } from "../render.ts"
import { addressEnd } from "./address-end.ts"
import { templateParameters } from "./parameters.ts"

it.each([
  ["an end", "https://shop.example/{{1}}", "orders/7", "orders/7"],
  ["an end with a slash too many", "https://shop.example/{{1}}", "/orders/7", "orders/7"],
  ["an end whose slash is needed", "https://shop.example{{1}}", "/orders/7", "/orders/7"],
  ["the whole address", "https://shop.example/{{1}}", " https://shop.example/orders/7", "orders/7"],
  [
    "the whole address, whose fixed part has no slash",
    "https://shop.example/?id={{1}}",
    "https://shop.example/?id=7",
    "7",
  ],
  [
    "an address that only begins like it",
    "https://shop.example/{{1}}",
    "https://shop.example.org/7",
    "https://shop.example.org/7",
  ],
  [
    "another address, to be sent on to",
    "https://go.example/?to={{1}}",
    "https://b.example/x y",
    "https://b.example/x%20y",
  ],
  ["nothing but what the template has", "https://shop.example/{{1}}", "https://shop.example/", ""],
])("%s comes to what follows the template's own address", (_what, address, value, end) => {
  expect(addressEnd(address, value)).toBe(end)
})

it("is the same in a message and in its preview", () => {
  const url = { type: "URL" as const, text: "Track", url: "https://shop.example/{{1}}" }
  const template = { components: [{ type: "BUTTONS" as const, buttons: [url] }] }
  const values = { buttons: { 0: { suffix: "https://shop.example/orders/7" } } }
  expect(templateParameters(template, values)).toMatchObject([{ parameters: [{ text: "orders/7" }] }])
  expect(renderTemplate(template, values).buttons).toMatchObject([{ url: "https://shop.example/orders/7" }])
})
