/** What the results of a campaign are called on screen. */
import type { Shapes } from "../../api/client.ts"
import { type Notation, toOnePlace } from "../../look/time/notation.ts"

type Gate = Shapes["CampaignResults"]["gates"][number]["gate"]

const gates: Record<Gate, string> = {
  audience: "Audience",
  addressable: "Can be reached",
  consent: "Agreed to get it",
  bounds: "Within caps and other bounds",
  content: "Message complete",
  due: "Not canceled or expired",
  control: "Not in a control group",
  accepted: "Taken by WhatsApp",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  clicked: "Clicked",
  replied: "Replied",
  converted: "Converted",
}

export const gateInWords = (gate: Gate): string => gates[gate]

export const percent = (share: number, notation: Pick<Notation, "locale">): string =>
  `${toOnePlace(share * 100, notation)} %`

/** What a conversion is of. */
export function conversionInWords(conversion: Shapes["CampaignResults"]["conversions"][number]): string {
  const { on } = conversion
  if (on === "order_placed") return "Order placed"
  if (on === "event") return conversion.name
  return conversion.product_id === undefined ? "Purchase" : `Purchase of ${conversion.product_id}`
}
