/** Contents of every type, to be taken to their limits and beyond. */
import { validateContent } from "./validate.ts"

export const x = (length: number) => "x".repeat(length)
export const list = <T>(length: number, item: (index: number) => T) =>
  Array.from({ length }, (_, index) => item(index))

/** Codes and paths of the issues; empty when the content is accepted. */
export function issues(content: unknown): string[] {
  const check = validateContent(content)
  return check.ok ? [] : check.issues.map((issue) => `${issue.code} ${issue.path}`)
}

export const text = (body: string) => ({ type: "text", text: { body } })
export const media = (type: string, object: object) => ({ type, [type]: { id: "1", ...object } })
export const interactive = (object: object) => ({
  type: "interactive",
  interactive: { body: { text: "Body" }, ...object },
})
export const buttons = (count: number, reply: (index: number) => object = () => ({})) =>
  interactive({
    type: "button",
    action: {
      buttons: list(count, (n) => ({
        type: "reply",
        reply: { id: `id${n}`, title: `Title ${n}`, ...reply(n) },
      })),
    },
  })
export const listMessage = (sections: object[], more: object = {}) =>
  interactive({ type: "list", action: { button: "Choose", sections }, ...more })
export const rows = (count: number, from = 0) =>
  list(count, (n) => ({ id: `r${from + n}`, title: `Row ${from + n}` }))
export const products = (count: number) => list(count, (n) => ({ product_retailer_id: `p${n}` }))
export const productList = (sections: object[]) =>
  interactive({
    type: "product_list",
    header: { type: "text", text: "Header" },
    action: { catalog_id: "1", sections },
  })
export const card = (index: number, more: object = {}) => ({
  card_index: index,
  type: "cta_url",
  header: { type: "image", image: { link: "https://x.test/i.png" } },
  action: { name: "cta_url", parameters: { display_text: "Open", url: "https://x.test" } },
  ...more,
})
export const carousel = (cards: object[]) => interactive({ type: "carousel", action: { cards } })
export const flow = (parameters: object) =>
  interactive({
    type: "flow",
    action: {
      name: "flow",
      parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Go", ...parameters },
    },
  })
export const contact = { name: { formatted_name: "Ana Ruiz", first_name: "Ana" } }
export const template = (components: object[], more: object = {}) => ({
  type: "template",
  template: { name: "order_update", language: { code: "en_US" }, components, ...more },
})
