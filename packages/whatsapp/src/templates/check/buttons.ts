/** Rules of the buttons of a template. Source: Meta, "Template components", "Authentication templates". */
import type { TemplateButton } from "../buttons.ts"
import { placeholdersIn, withoutPlaceholders } from "../placeholders.ts"
import { error, type Location, type TemplateIssue, warning } from "./issue.ts"
import { checkLength } from "./text.ts"

const maxButtons = 10

/** How often a type may occur; types not listed are bounded by {@link MAX_BUTTONS} alone. */
const maxByType: Partial<Record<TemplateButton["type"], number>> = {
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  OTP: 1,
  FLOW: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  VOICE_CALL: 1,
  REQUEST_CONTACT_INFO: 1,
  ORDER_DETAILS: 1,
}

/** Buttons whose text Meta writes where there is none. */
const withoutText: ReadonlySet<TemplateButton["type"]> = new Set([
  "COPY_CODE",
  "OTP",
  "SPM",
  "REQUEST_CONTACT_INFO",
])

/** Of a message or a card, where no codes are. `couponLength` is 20, and 15 with a limited-time offer. */
export function checkMessageButtons(
  buttons: readonly TemplateButton[],
  couponLength: number,
  at: Location,
): TemplateIssue[] {
  const issues = checkButtons(buttons, couponLength, at)
  const otp = buttons.findIndex((button) => button.type === "OTP")
  if (otp === -1) return issues
  return [...issues, error("otp_category", [...at, otp], "Code buttons belong to authentication templates.")]
}

export function checkButtons(
  buttons: readonly TemplateButton[],
  couponLength: number,
  at: Location,
): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  if (buttons.length === 0) issues.push(error("buttons_empty", at, "Add a button or remove the buttons."))
  if (buttons.length > maxButtons) {
    issues.push(error("buttons_too_many", at, `A template has at most ${maxButtons} buttons.`))
  }
  issues.push(...checkCounts(buttons, at), ...checkOrder(buttons, at), ...checkLabels(buttons, at))
  for (const [index, button] of buttons.entries()) {
    issues.push(...checkButton(button, couponLength, [...at, index]))
  }
  return issues
}

function checkCounts(buttons: readonly TemplateButton[], at: Location): TemplateIssue[] {
  const counts = Map.groupBy(buttons, (button) => button.type)
  return [...counts].flatMap(([type, ofType]) => {
    const max = maxByType[type]
    if (max === undefined || ofType.length <= max) return []
    return [
      error(
        "buttons_of_type_too_many",
        at,
        `At most ${max} ${max === 1 ? "button" : "buttons"} can be ${type}.`,
      ),
    ]
  })
}

function checkOrder(buttons: readonly TemplateButton[], at: Location): TemplateIssue[] {
  const replies = buttons.map((button) => button.type === "QUICK_REPLY")
  const first = replies.indexOf(true)
  const last = replies.lastIndexOf(true)
  if (first === -1 || replies.slice(first, last + 1).every(Boolean)) return []
  return [
    error(
      "quick_replies_scattered",
      at,
      "Put all quick replies next to each other, before or after the rest.",
    ),
  ]
}

function checkLabels(buttons: readonly TemplateButton[], at: Location): TemplateIssue[] {
  const seen = new Set<string>()
  const issues: TemplateIssue[] = []
  for (const [index, button] of buttons.entries()) {
    const text = button.text ?? (withoutText.has(button.type) ? undefined : "")
    if (text === undefined) continue
    const path = [...at, index, "text"]
    issues.push(...checkLength("button_text_too_long", text, 25, path))
    if (text.trim() === "") issues.push(error("button_text_empty", path, "Write a text for the button."))
    if (text.includes("{{"))
      issues.push(error("button_text_variables", path, "A button's text cannot have variables."))
    if (/[\r\n]/.test(text))
      issues.push(error("button_text_line_break", path, "A button's text is one line."))
    if (text.trim() !== "" && seen.has(text)) {
      issues.push(
        warning(
          "button_text_repeated",
          path,
          "Two buttons have the same text: people cannot tell them apart.",
        ),
      )
    }
    seen.add(text)
  }
  return issues
}

function checkButton(button: TemplateButton, couponLength: number, at: Location): TemplateIssue[] {
  switch (button.type) {
    case "URL":
      return checkUrl(button, at)
    case "PHONE_NUMBER":
      return checkPhone(button.phone_number, at)
    case "COPY_CODE":
      return checkCoupon(button.example, couponLength, at)
    case "FLOW":
      return checkFlow(button, at)
    case "OTP":
      return checkOtp(button, at)
    default:
      return []
  }
}

function checkUrl(button: Extract<TemplateButton, { type: "URL" }>, at: Location): TemplateIssue[] {
  const path = [...at, "url"]
  const issues = checkLength("url_too_long", button.url, 2000, path)
  const literal = withoutPlaceholders(button.url)
  if (!/^https?:\/\/[^\s{}]/i.test(button.url) || /\s/.test(literal)) {
    issues.push(
      error("url_format", path, "The address begins with http:// or https:// and a host, and has no spaces."),
    )
  }
  if (/\{\{|\}\}/.test(literal)) {
    issues.push(
      error("variable_malformed", path, "A variable is two braces, a number and two braces: {{1}}."),
    )
  }
  const placeholders = placeholdersIn(button.url)
  const variable = placeholders[0]
  if (placeholders.length > 1)
    issues.push(error("url_variables_too_many", path, "An address can have one variable."))
  if (variable === undefined) return issues
  if (
    placeholders.some((placeholder) => placeholder.end !== button.url.length) &&
    placeholders.length === 1
  ) {
    issues.push(error("url_variable_position", path, "The variable must be at the very end of the address."))
  }
  if (!button.example?.[0]) {
    issues.push(error("url_example_missing", [...at, "example"], "Give one whole address as an example."))
  }
  return issues
}

function checkPhone(number: string, at: Location): TemplateIssue[] {
  const path = [...at, "phone_number"]
  const issues = checkLength("phone_too_long", number, 20, path)
  if (!/^\+?[\d\s().-]*\d[\d\s().-]*$/.test(number))
    issues.push(error("phone_format", path, "Enter a phone number."))
  return issues
}

function checkCoupon(example: string | string[] | undefined, max: number, at: Location): TemplateIssue[] {
  const code = Array.isArray(example) ? example[0] : example
  const path = [...at, "example"]
  if (!code) return [error("coupon_example_missing", path, "Give a code as an example.")]
  return checkLength("coupon_too_long", code, max, path)
}

function checkFlow(button: Extract<TemplateButton, { type: "FLOW" }>, at: Location): TemplateIssue[] {
  const named = [button.flow_id, button.flow_name, button.flow_json].filter(
    (target) => target !== undefined && target !== "",
  )
  if (named.length === 1) return []
  return [error("flow_target", at, "Name exactly one of flow_id, flow_name and flow_json.")]
}

function checkOtp(button: Extract<TemplateButton, { type: "OTP" }>, at: Location): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  if (button.autofill_text !== undefined) {
    issues.push(...checkLength("button_text_too_long", button.autofill_text, 25, [...at, "autofill_text"]))
  }
  const apps = button.supported_apps ?? []
  if (button.otp_type !== "COPY_CODE" && apps.length === 0) {
    issues.push(error("otp_apps_missing", [...at, "supported_apps"], "Name the app that takes the code."))
  }
  if (apps.length > 5)
    issues.push(error("otp_apps_too_many", [...at, "supported_apps"], "At most 5 apps are allowed."))
  for (const [index, app] of apps.entries()) {
    const path = [...at, "supported_apps", index]
    if (app.package_name.length > 224 || !/^\w+(\.\w+)+$/.test(app.package_name)) {
      issues.push(
        error(
          "otp_package_name",
          [...path, "package_name"],
          "A package name has two or more parts, at most 224 characters.",
        ),
      )
    }
    if (app.signature_hash.length !== 11) {
      issues.push(
        error("otp_signature_hash", [...path, "signature_hash"], "A signing key hash has 11 characters."),
      )
    }
  }
  if (button.otp_type === "ZERO_TAP" && button.zero_tap_terms_accepted !== true) {
    issues.push(
      error(
        "otp_terms",
        [...at, "zero_tap_terms_accepted"],
        "Zero-tap codes need your acceptance of their terms.",
      ),
    )
  }
  return issues
}
