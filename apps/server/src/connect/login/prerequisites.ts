import type { Config } from "../../platform/config.ts"

/** One thing a business must know, or have, before it connects. */
export interface Prerequisite {
  /** Stable; part of the API. */
  key: string
  title: string
  text: string
  /** Where Meta says it. */
  link: string
}

const docs = "https://developers.facebook.com/documentation/business-messaging/whatsapp"

const forEveryone: readonly Prerequisite[] = [
  {
    key: "opt_in",
    title: "People agree first",
    text: "We only message people who gave us their number and agreed to hear from us, and we stop when they ask. Parley keeps the evidence of both.",
    link: "https://www.whatsapp.com/legal/business-policy",
  },
  {
    key: "content_rules",
    title: "Content and commerce rules",
    text: "What we offer and send follows WhatsApp's business messaging and commerce policies: no prohibited goods, and no requests for identifiers such as card or identity numbers.",
    link: "https://business.whatsapp.com/policy",
  },
  {
    key: "service_window",
    title: "The 24-hour window",
    text: "We can reply freely for 24 hours after a person's last message. After that, we can only send a template.",
    link: `${docs}/messages/send-messages#customer-service-windows`,
  },
  {
    key: "approved_templates",
    title: "Templates open conversations",
    text: "When we start a conversation, we use a template approved by Meta, in the category that fits its content.",
    link: `${docs}/templates/overview`,
  },
  {
    key: "compliance",
    title: "The law where people are",
    text: "We follow the privacy, consumer protection and marketing rules of the countries we message.",
    link: "https://www.whatsapp.com/legal/business-terms",
  },
  {
    key: "business_account",
    title: "A WhatsApp Business account",
    text: "We have a Meta business portfolio with one of us as an administrator, and a WhatsApp Business account in it. Both can be created during login.",
    link: `${docs}/about-the-platform`,
  },
  {
    key: "number",
    title: "A number that qualifies",
    text: "We own a number with country and area code that takes an SMS or a call, is not a short code, and is not in use in a WhatsApp app or with another provider.",
    link: `${docs}/business-phone-numbers/phone-numbers`,
  },
]

const appReview: Prerequisite = {
  key: "app_review",
  title: "App Review",
  text: "The Meta app of this installation has standard access: it reaches the accounts of the business that owns it. To serve other businesses it needs advanced access to both WhatsApp permissions through App Review, and a verified business.",
  link: "https://developers.facebook.com/docs/resp-plat-initiatives/individual-processes/app-review",
}

/** What must be acknowledged, in the order in which it is shown. App Review concerns apps that have not passed it. */
export function prerequisitesOf({ appAccess }: Pick<Config["meta"], "appAccess">): readonly Prerequisite[] {
  return appAccess === "advanced" ? forEveryone : [...forEveryone, appReview]
}
