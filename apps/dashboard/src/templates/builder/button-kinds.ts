/** The kinds of button a template can have, as the builder offers them. Pure. */
import { consentWord } from "@parley/model"
import type { TemplateButton } from "@parley/whatsapp/templates"

type Kind = Exclude<TemplateButton["type"], "OTP">

export interface ButtonKind {
  label: string
  hint: string
  fresh: TemplateButton
}

/** In the order of the menu. Source of the rules in the hints: Meta, "Template components". */
export const buttonKinds: Record<Kind, ButtonKind> = {
  QUICK_REPLY: {
    label: "Quick reply",
    hint: "People answer with a tap. Up to 10, next to each other.",
    fresh: { type: "QUICK_REPLY", text: "" },
  },
  URL: {
    label: "Visit a website",
    hint: "Up to two. The address may end in one variable.",
    fresh: { type: "URL", text: "", url: "https://" },
  },
  PHONE_NUMBER: {
    label: "Call a phone number",
    hint: "Max. 1.",
    fresh: { type: "PHONE_NUMBER", text: "", phone_number: "" },
  },
  COPY_CODE: {
    label: "Copy an offer code",
    hint: "Max. 1. WhatsApp sets its text.",
    fresh: { type: "COPY_CODE", example: "" },
  },
  FLOW: {
    label: "Open a flow",
    hint: "Max. 1. A form inside WhatsApp, built in WhatsApp Manager.",
    fresh: { type: "FLOW", text: "", flow_id: "" },
  },
  VOICE_CALL: {
    label: "Call on WhatsApp",
    hint: "Max. 1. The number needs calling enabled.",
    fresh: { type: "VOICE_CALL", text: "" },
  },
  CATALOG: {
    label: "View the catalog",
    hint: "Max. 1. The account needs a catalog.",
    fresh: { type: "CATALOG", text: "View catalog" },
  },
  MPM: {
    label: "View several products",
    hint: "Max. 1. The products are chosen when it is sent.",
    fresh: { type: "MPM", text: "View items" },
  },
  SPM: {
    label: "View one product",
    hint: "Max. 1. The product is chosen when it is sent.",
    fresh: { type: "SPM", text: "View" },
  },
  REQUEST_CONTACT_INFO: {
    label: "Ask for contact details",
    hint: "People share their phone number with a tap.",
    fresh: { type: "REQUEST_CONTACT_INFO" },
  },
  ORDER_DETAILS: {
    label: "Review and pay",
    hint: "In countries where WhatsApp has payments.",
    fresh: { type: "ORDER_DETAILS", text: "Review and pay" },
  },
}

/** A quick reply by which people say that they want no more; WhatsApp Manager proposes the same words. */
const optOut: ButtonKind = {
  label: "Opt out",
  hint: "A tap unsubscribes, whatever its text.",
  fresh: { type: "QUICK_REPLY", text: "Stop promotions", opt_out: true },
}

/** What a button is called in the builder. */
export function buttonLabel({ type, opt_out }: TemplateButton): string {
  if (type === "OTP") return "Code"
  return (opt_out === true ? optOut : buttonKinds[type]).label
}

/** What a tap on a quick reply does to a subscription, if anything. */
export function tapMeaning({ text, opt_out }: TemplateButton & { type: "QUICK_REPLY" }): string | undefined {
  if (opt_out === true) return optOut.hint
  if (consentWord(text, "tapped") === "stop")
    return "A tap unsubscribes, as these words say so. To use other words, add an Opt out button."
  return undefined
}

export const cardButtonKinds: readonly ButtonKind[] = [
  buttonKinds.QUICK_REPLY,
  optOut,
  buttonKinds.URL,
  buttonKinds.PHONE_NUMBER,
]
export const allButtonKinds: readonly ButtonKind[] = [
  buttonKinds.QUICK_REPLY,
  optOut,
  buttonKinds.URL,
  buttonKinds.PHONE_NUMBER,
  buttonKinds.COPY_CODE,
  buttonKinds.FLOW,
  buttonKinds.VOICE_CALL,
  buttonKinds.CATALOG,
  buttonKinds.MPM,
  buttonKinds.SPM,
  buttonKinds.REQUEST_CONTACT_INFO,
  buttonKinds.ORDER_DETAILS,
]

/** With one more at the end; a quick reply joins the others, which Meta wants next to each other. */
export function withButton(buttons: readonly TemplateButton[], added: TemplateButton): TemplateButton[] {
  const last = buttons.findLastIndex(({ type }) => type === "QUICK_REPLY")
  return added.type === "QUICK_REPLY" && last !== -1
    ? buttons.toSpliced(last + 1, 0, added)
    : [...buttons, added]
}
