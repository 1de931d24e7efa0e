/** Meta's template library: formats anybody may take over, written and approved by Meta. */
import type { Template } from "../../world/objects.ts"
import { page } from "../paging.ts"
import { invalidParameter } from "../refusal.ts"
import {
  type Answer,
  type GraphRequest,
  isRecord,
  type Params,
  requiredText,
  structure,
  text,
} from "../request.ts"

type LibraryButton =
  | { type: "URL"; text: string; url: string }
  | { type: "PHONE_NUMBER"; text: string; phone_number: string }

interface LibraryEntry {
  id: string
  name: string
  language: string
  category: Template["category"]
  topic: string
  usecase: string
  industry: readonly string[]
  header?: string
  body: string
  body_params: readonly string[]
  /** What each value is; those of messages are held to it. */
  body_param_types: readonly ("TEXT" | "AMOUNT" | "DATE" | "NUMBER" | "ADDRESS" | "EMAIL" | "PHONE_NUMBER")[]
  buttons: readonly LibraryButton[]
}

/** A few of each kind; Meta's own library has several hundred. */
const LIBRARY: readonly LibraryEntry[] = [
  {
    id: "7147013345418927",
    name: "delivery_update_1",
    language: "en_US",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "DELIVERY_UPDATE",
    industry: ["E_COMMERCE"],
    header: "Your order is on its way",
    body: "Hi {{1}}, your order {{2}} is on its way and will arrive on {{3}} at the latest.",
    body_params: ["Jim", "1234", "Monday"],
    body_param_types: ["TEXT", "TEXT", "DATE"],
    buttons: [{ type: "URL", text: "Track order", url: "https://www.example.com/" }],
  },
  {
    id: "7138055039625658",
    name: "appointment_reminder_1",
    language: "en_US",
    category: "UTILITY",
    topic: "EVENT_REMINDER",
    usecase: "APPOINTMENT_REMINDER",
    industry: ["HEALTH", "PROFESSIONAL_SERVICES"],
    body: "Hello {{1}}, this is a reminder of your appointment with {{2}} on {{3}} at our office.",
    body_params: ["Jim", "Jasper's Market", "Monday"],
    body_param_types: ["TEXT", "TEXT", "DATE"],
    buttons: [
      { type: "URL", text: "View details", url: "https://www.example.com/" },
      { type: "PHONE_NUMBER", text: "Call us", phone_number: "+18005551234" },
    ],
  },
  {
    id: "7290201187686404",
    name: "payment_reminder_1",
    language: "en_US",
    category: "UTILITY",
    topic: "PAYMENTS",
    usecase: "PAYMENT_DUE_REMINDER",
    industry: ["FINANCIAL_SERVICES"],
    body: "Hi {{1}}, your payment of {{2}} for account {{3}} is due soon. Please pay by the due date.",
    body_params: ["Jim", "$12.34", "****1234"],
    body_param_types: ["TEXT", "AMOUNT", "TEXT"],
    buttons: [{ type: "URL", text: "Make payment", url: "https://www.example.com/" }],
  },
  {
    id: "7301224459921877",
    name: "customer_feedback_1",
    language: "en_US",
    category: "UTILITY",
    topic: "CUSTOMER_FEEDBACK",
    usecase: "FEEDBACK_SURVEY",
    industry: ["E_COMMERCE", "PROFESSIONAL_SERVICES"],
    body: "Hi {{1}}, thank you for your order from {{2}}. We would love to hear how it went.",
    body_params: ["Jim", "Jasper's Market"],
    body_param_types: ["TEXT", "TEXT"],
    buttons: [{ type: "URL", text: "Give feedback", url: "https://www.example.com/" }],
  },
  {
    id: "7301224459921878",
    name: "delivery_update_1",
    language: "es",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "DELIVERY_UPDATE",
    industry: ["E_COMMERCE"],
    header: "Su pedido está en camino",
    body: "Hola, {{1}}: su pedido {{2}} está en camino y llegará el {{3}} a más tardar.",
    body_params: ["Jim", "1234", "lunes"],
    body_param_types: ["TEXT", "TEXT", "DATE"],
    buttons: [{ type: "URL", text: "Ver el pedido", url: "https://www.example.com/" }],
  },
]

/**
 * What is posted to create a template of the library, as if its text had been written out. Buttons take the
 * addresses of `library_template_button_inputs`. Throws (#100) for a name or language that is not there.
 */
export function fromLibrary(name: string, params: Params): Params {
  const language = requiredText(params, "language")
  const entry = LIBRARY.find((candidate) => candidate.name === name && candidate.language === language)
  if (entry === undefined)
    throw invalidParameter(`Param library_template_name: there is no ${name} in ${language}.`)
  const inputs = structure(params, "library_template_button_inputs")
  const buttons = entry.buttons.map((button, i) =>
    withInput(button, Array.isArray(inputs) ? inputs[i] : undefined),
  )
  const header = entry.header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: entry.header }]
  const body = { type: "BODY", text: entry.body, example: { body_text: [entry.body_params] } }
  const components = [...header, body, { type: "BUTTONS", buttons }]
  return { ...params, category: entry.category, components }
}

/** A variable at the end of the address takes `url_suffix_example` as its example. */
function withInput(button: LibraryButton, input: unknown): object {
  if (!isRecord(input)) return button
  if (button.type === "PHONE_NUMBER") {
    return typeof input.phone_number === "string" ? { ...button, phone_number: input.phone_number } : button
  }
  const { base_url, url_suffix_example } = isRecord(input.url) ? input.url : {}
  if (typeof base_url !== "string") return button
  const example = typeof url_suffix_example === "string" ? { example: [url_suffix_example] } : {}
  return { ...button, url: base_url, ...example }
}

/** `GET /message_template_library`, by `search`, `topic`, `usecase`, `industry`, `language` and `name`. */
export function listLibrary(request: GraphRequest): Answer {
  const { params } = request
  const asked = (name: string) => text(params, name)?.toLowerCase()
  const search = asked("search")
  const matches = LIBRARY.filter((entry) => {
    const words = `${entry.name} ${entry.body} ${entry.topic} ${entry.usecase}`.toLowerCase()
    if (search !== undefined && !words.includes(search)) return false
    const exact = ["name", "topic", "usecase", "language"] as const
    if (exact.some((name) => (asked(name) ?? entry[name].toLowerCase()) !== entry[name].toLowerCase()))
      return false
    const industry = asked("industry")
    return industry === undefined || entry.industry.some((one) => one.toLowerCase() === industry)
  })
  const url = `${request.publicUrl}/${request.version}/${request.path.join("/")}`
  return page(matches, params, url, (entry) => entry)
}
