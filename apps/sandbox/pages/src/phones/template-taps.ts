/** A template's buttons, with what a send gave for each. Pure. */
import type { Tap } from "./content/content.ts"
import { templateFlowOpening } from "./flow-opening.ts"
import { at, listAt, textAt } from "./json.ts"
import { productsTap } from "./product-opening.ts"

/** `index` is the button's place in the template, `values` the components a send gave. */
export function templateTap(button: unknown, index: number, values: readonly unknown[] | undefined): Tap {
  const label = textAt(button, "text")
  const given = values?.find(
    (value) => textAt(value, "type").toLowerCase() === "button" && textAt(value, "index") === String(index),
  )
  const parameter = at(given, "parameters", 0)
  switch (textAt(button, "type").toUpperCase()) {
    case "URL": {
      const url = textAt(button, "url")
      const suffix = textAt(parameter, "text")
      const detail = suffix === "" ? url : url.replace(/\{\{\s*\w+\s*\}\}/, suffix)
      return { label, kind: "link", detail, writes: undefined }
    }
    case "PHONE_NUMBER":
      return { label, kind: "call", detail: textAt(button, "phone_number"), writes: undefined }
    case "COPY_CODE":
      return {
        label: label || "Copy offer code",
        kind: "copy",
        detail: textAt(parameter, "coupon_code"),
        writes: undefined,
      }
    case "OTP":
      return {
        label: label || "Copy code",
        kind: "copy",
        detail: textAt(parameter, "text"),
        writes: undefined,
      }
    case "FLOW": {
      const opens = templateFlowOpening(button, at(parameter, "action"))
      return { label, kind: "flow", detail: "", writes: undefined, opens }
    }
    case "CATALOG": {
      const thumbnail = textAt(parameter, "action", "thumbnail_product_retailer_id")
      return productsTap(
        label || "View catalog",
        "",
        [{ title: "", retailerIds: namedOnly(thumbnail) }],
        true,
      )
    }
    case "MPM":
      return productsTap(
        label || "View items",
        "",
        listAt(parameter, "action", "sections").map((section) => ({
          title: textAt(section, "title"),
          retailerIds: listAt(section, "product_items").map((item) => textAt(item, "product_retailer_id")),
        })),
      )
    case "SPM": {
      const header = values?.find((value) => textAt(value, "type").toLowerCase() === "header")
      const product = at(header, "parameters", 0, "product")
      return productsTap(label || "View", textAt(product, "catalog_id"), [
        { title: "", retailerIds: namedOnly(textAt(product, "product_retailer_id")) },
      ])
    }
    default:
      return {
        label,
        kind: "reply",
        detail: "",
        writes: { type: "button", button: { payload: textAt(parameter, "payload") || label, text: label } },
      }
  }
}

function namedOnly(retailerId: string): string[] {
  return retailerId === "" ? [] : [retailerId]
}
