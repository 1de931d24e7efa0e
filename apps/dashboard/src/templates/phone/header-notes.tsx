import type { RenderedTemplate } from "@parley/whatsapp/templates"
import { IconGift, IconShoppingBag } from "@tabler/icons-react"
import { serverNow } from "../../api/server-time.ts"
import { fromNow } from "../../look/time/instants.ts"
import look from "./phone.module.css"

/** What is in a strip of its own below the header: an offer that ends, or the products of a list. */
export function Strips({ message }: { message: Pick<RenderedTemplate, "offer" | "buttons"> }) {
  const offer = offerLines(message)
  const products = productLines(message)
  return (
    <>
      {offer.length === 0 ? null : (
        <div className={look.offer}>
          <IconGift size={22} aria-hidden />
          <Lines lines={offer} />
        </div>
      )}
      {products.length === 0 ? null : (
        <div className={look.offer}>
          <IconShoppingBag size={22} aria-hidden />
          <Lines lines={products} />
        </div>
      )}
    </>
  )
}

function Lines({ lines: [first, ...rest] }: { lines: string[] }) {
  return (
    <div>
      <strong dir="auto">{first}</strong>
      {rest.map((line) => (
        <div key={line} className={look.faint} dir="auto">
          {line}
        </div>
      ))}
    </div>
  )
}

/** An offer in words: what it is, when it ends, its code. */
export function offerLines({ offer, buttons }: Pick<RenderedTemplate, "offer" | "buttons">): string[] {
  if (offer === undefined) return []
  const code = buttons.find(({ type }) => type === "COPY_CODE")?.code
  return [offer.text, offerEnd(offer.endsAtMs, serverNow()), ...(code === undefined ? [] : [`Code ${code}`])]
}

/** Without an end, as while a template is being written, one stands for all. */
function offerEnd(endsAtMs: number | undefined, now: Date): string {
  if (endsAtMs === undefined) return "Ends in 1 day"
  return `${endsAtMs > now.getTime() ? "Ends" : "Ended"} ${fromNow(new Date(endsAtMs), now)}`
}

/** The products of a list in words: how many, the one in the picture, the sections. */
export function productLines({ buttons }: Pick<RenderedTemplate, "buttons">): string[] {
  const button = buttons.find(({ sections, thumbnail }) => sections !== undefined || thumbnail !== undefined)
  if (button === undefined) return []
  const { sections = [], thumbnail } = button
  const count = sections.flatMap(({ product_items }) => product_items).length
  const titles = sections.flatMap(({ title }) => (title ? [title] : []))
  return [
    ...(count === 0 ? [] : [`${count} ${count === 1 ? "item" : "items"}`]),
    ...(titles.length === 0 ? [] : [titles.join(", ")]),
    ...(thumbnail === undefined ? [] : [`Picture of ${thumbnail}`]),
  ]
}
