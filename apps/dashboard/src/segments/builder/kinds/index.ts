/** The form of every kind of condition, in the order of the menu. A new kind does not compile until it has one. */
import type { ConditionKind } from "@parley/model"
import { type Draft, draftsOf, type FilterDraft } from "../draft.ts"
import { attributeForm } from "./attribute.tsx"
import { reachableForm, subscriptionForm, windowForm } from "./consent.tsx"
import { contactForm } from "./contact.tsx"
import { eventForm, purchaseForm } from "./happening.tsx"
import type { KindForm } from "./kind-form.ts"
import { bucketForm, listForm, segmentForm, tagForm } from "./membership.tsx"
import { messageForm } from "./message.tsx"

export const kindForms = {
  contact: contactForm,
  attribute: attributeForm,
  event: eventForm,
  purchase: purchaseForm,
  message: messageForm,
  subscription: subscriptionForm,
  window: windowForm,
  reachable: reachableForm,
  tag: tagForm,
  list: listForm,
  segment: segmentForm,
  random_bucket: bucketForm,
} satisfies { [K in ConditionKind]: KindForm }

export const isKind = (kind: string): kind is ConditionKind => Object.hasOwn(kindForms, kind)

export const beginDraft = (on: ConditionKind): Draft => ({ ...kindForms[on].begin, on })

export const isComplete = (draft: Draft): boolean => kindForms[draft.on].isComplete(draft)

/** Whether every condition says all that it must. */
export const isWholeFilter = (filter: FilterDraft): boolean =>
  draftsOf(filter).every(({ draft }) => isComplete(draft))
