/** Rules of two special kinds of template: authentication and limited-time offer; carousels are in check-carousel.ts. */

import type { TemplateComponent } from "../components.ts"
import { checkButtons } from "./buttons.ts"
import { error, type Location, type TemplateIssue } from "./issue.ts"
import { checkLength } from "./text.ts"

const componentsPath = "components"

/** Of a message and of a card alike: each kind of component once. */
export function checkRepetitions(
  components: readonly Pick<TemplateComponent, "type">[],
  at: Location,
): TemplateIssue[] {
  return components.flatMap(({ type }, index) => {
    const isRepeated = components.slice(0, index).some((earlier) => earlier.type === type)
    return isRepeated ? [error("component_repeated", [...at, index], `There can be one ${type} only.`)] : []
  })
}

/** The text of an authentication template is Meta's; a business chooses the button, the hint and the lifetime. */
export function checkAuthentication(components: readonly TemplateComponent[]): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  let hasOtp = false
  for (const [index, component] of components.entries()) {
    const at = [componentsPath, index]
    switch (component.type) {
      case "BODY":
        if (component.text !== undefined) {
          issues.push(
            error(
              "authentication_text",
              [...at, "text"],
              "The text of an authentication template is Meta's.",
            ),
          )
        }
        break
      case "FOOTER": {
        const minutes = component.code_expiration_minutes
        if (component.text !== undefined) {
          issues.push(
            error(
              "authentication_text",
              [...at, "text"],
              "The footer can only say how long the code is valid.",
            ),
          )
        }
        if (minutes !== undefined && (minutes < 1 || minutes > 90 || !Number.isInteger(minutes))) {
          issues.push(
            error(
              "code_expiration",
              [...at, "code_expiration_minutes"],
              "A code is valid for 1 to 90 minutes.",
            ),
          )
        }
        break
      }
      case "BUTTONS":
        hasOtp = component.buttons.some((button) => button.type === "OTP")
        if (component.buttons.length !== 1 || !hasOtp) {
          issues.push(
            error(
              "authentication_buttons",
              [...at, "buttons"],
              "An authentication template has one code button.",
            ),
          )
        }
        issues.push(...checkButtons(component.buttons, 20, [...at, "buttons"]))
        break
      default:
        issues.push(
          error(
            "authentication_component",
            at,
            "An authentication template has body, footer and a code button only.",
          ),
        )
    }
  }
  if (!hasOtp)
    issues.push(error("otp_missing", [componentsPath], "An authentication template needs a code button."))
  return issues
}

export function checkOffer(components: readonly TemplateComponent[], category: string): TemplateIssue[] {
  const index = components.findIndex((component) => component.type === "LIMITED_TIME_OFFER")
  const offer = components[index]
  if (offer?.type !== "LIMITED_TIME_OFFER") return []
  const at = [componentsPath, index, "limited_time_offer"]
  const issues = checkLength("offer_text_too_long", offer.limited_time_offer.text, 16, [...at, "text"])
  if (offer.limited_time_offer.text.trim() === "") {
    issues.push(error("offer_text_empty", [...at, "text"], "Say what the offer is."))
  }
  if (category !== "MARKETING") {
    issues.push(error("offer_category", ["category"], "Limited-time offers are marketing templates."))
  }
  for (const [other, component] of components.entries()) {
    if (component.type === "FOOTER") {
      issues.push(error("offer_footer", [componentsPath, other], "A limited-time offer has no footer."))
    }
    if (component.type === "HEADER" && component.format !== "IMAGE" && component.format !== "VIDEO") {
      issues.push(
        error(
          "offer_header",
          [componentsPath, other],
          "The header of a limited-time offer is an image or a video.",
        ),
      )
    }
  }
  const buttons = components.find((component) => component.type === "BUTTONS")?.buttons ?? []
  const copyAt = buttons.findIndex((button) => button.type === "COPY_CODE")
  if (offer.limited_time_offer.has_expiration === true && copyAt === -1) {
    issues.push(
      error("offer_code_missing", [componentsPath], "An offer that expires needs a button to copy its code."),
    )
  }
  if (copyAt > 0)
    issues.push(error("offer_code_first", [componentsPath], "The button to copy the code comes first."))
  return issues
}
