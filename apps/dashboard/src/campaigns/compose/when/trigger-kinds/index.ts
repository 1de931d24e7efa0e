/** Everything that can have a campaign sent, in the order of the menu. A new trigger does not compile until it has one. */
import { clickForm } from "./click.tsx"
import { attributeForm, contactCreatedForm, segmentForm, subscriptionForm } from "./contact.tsx"
import { eventForm, purchaseForm } from "./happening.tsx"
import { flowForm, inboundForm, tapForm } from "./inbound.tsx"
import type { TriggerKind } from "./kind-of.ts"
import { messageForm } from "./message.tsx"
import type { TriggerForm } from "./trigger-form.ts"

export const triggerForms = {
  event: eventForm,
  purchase: purchaseForm,
  inbound_message: inboundForm,
  tap: tapForm,
  flow: flowForm,
  click: clickForm,
  subscription: subscriptionForm,
  attribute: attributeForm,
  segment: segmentForm,
  contact_created: contactCreatedForm,
  message: messageForm,
} satisfies { [Kind in TriggerKind]: TriggerForm } as Readonly<Record<TriggerKind, TriggerForm>>

export const isTriggerKind = (kind: string): kind is TriggerKind => Object.hasOwn(triggerForms, kind)
