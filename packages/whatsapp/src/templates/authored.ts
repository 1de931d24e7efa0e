/** From the template Meta shows back to the one that was submitted. */
import type { TemplateButton } from "./buttons.ts"
import type { TemplateComponent } from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"
import { isCodeUrl } from "./variables.ts"

/**
 * The components as someone would submit them again. Meta shows the text it wrote into an authentication template, and
 * the code button as an address; neither may be in a submission. Pure. Source: Meta, "Authentication templates".
 * @example
 * authoredComponents({
 *   category: "AUTHENTICATION",
 *   components: [{ type: "BODY", text: "*{{1}}* is your verification code. For your security, do not share this code." }],
 * })
 * // [{ type: "BODY", add_security_recommendation: true }]
 */
export function authoredComponents({
  category,
  components,
}: Pick<TemplateDefinition, "category" | "components">): TemplateComponent[] {
  return category === "AUTHENTICATION" ? components.map(withoutMetasWords) : components
}

function withoutMetasWords(component: TemplateComponent): TemplateComponent {
  switch (component.type) {
    case "BODY": {
      // One sentence is the code; a second one is the recommendation.
      const recommends =
        component.add_security_recommendation ?? (component.text ?? "").split(". ").length > 1
      return recommends ? { type: "BODY", add_security_recommendation: true } : { type: "BODY" }
    }
    case "FOOTER": {
      const minutes = component.code_expiration_minutes ?? Number(/\d+/.exec(component.text ?? "")?.[0])
      return Number.isInteger(minutes)
        ? { type: "FOOTER", code_expiration_minutes: minutes }
        : { type: "FOOTER" }
    }
    case "BUTTONS":
      return { ...component, buttons: component.buttons.map(codeButton) }
    default:
      return component
  }
}

const otpTypes = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"] as const

function codeButton(button: TemplateButton): TemplateButton {
  if (button.type !== "URL" || !isCodeUrl(button.url)) return button
  const query = new URLSearchParams(button.url.slice(button.url.indexOf("?") + 1))
  const otp_type = otpTypes.find((type) => type === query.get("otp_type")?.toUpperCase()) ?? "COPY_CODE"
  const apps = query.getAll("package_name").map((package_name, index) => ({
    package_name,
    signature_hash: query.getAll("signature_hash")[index] ?? "",
  }))
  return {
    type: "OTP",
    otp_type,
    text: button.text,
    ...(apps.length > 0 ? { supported_apps: apps } : {}),
    ...(otp_type === "ZERO_TAP" ? { zero_tap_terms_accepted: true } : {}),
  }
}
