/** Webhooks as typed events. Loads in a browser; what proves that a webhook is Meta's needs Node and is in `./graph`. */

export { readJson } from "../json.ts"
export { messagingLimitOf } from "./account-fields.ts"
export type { InboundContactCard, InboundContent, InboundMedia, OrderItem } from "./content.ts"
export type * from "./event.ts"
export { opensWindow } from "./opens-window.ts"
export { parseWebhook } from "./parse.ts"
export { halveWebhook } from "./split-body.ts"
export { unknownIn } from "./unknown.ts"
