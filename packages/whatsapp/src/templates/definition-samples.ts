/** Parts of templates from which tests put definitions together. */
import type { TemplateButton } from "./buttons.ts"
import { checkTemplate } from "./check/check.ts"
import type { CarouselCard, TemplateComponent } from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"

export const x = (length: number) => "x".repeat(length)

export function definition(
  components: TemplateComponent[],
  more: Partial<TemplateDefinition> = {},
): TemplateDefinition {
  return { name: "order_update", language: "en_US", category: "MARKETING", components, ...more }
}

export function body(text: string, examples: string[] = []): TemplateComponent {
  return { type: "BODY", text, ...(examples.length === 0 ? {} : { example: { body_text: [examples] } }) }
}

export const sampleBody = body("Your order is on its way.")
export const header = (text: string, example?: string): TemplateComponent => ({
  type: "HEADER",
  format: "TEXT",
  text,
  ...(example === undefined ? {} : { example: { header_text: [example] } }),
})
export const buttons = (...list: TemplateButton[]): TemplateComponent => ({ type: "BUTTONS", buttons: list })
export const reply = (n: number): TemplateButton => ({ type: "QUICK_REPLY", text: `Reply ${n}` })
export const url = (address: string, ...example: string[]): TemplateButton => ({
  type: "URL",
  text: "Open",
  url: address,
  example,
})
export const replies = (count: number) => buttons(...Array.from({ length: count }, (_, n) => reply(n)))
export const image: TemplateComponent = {
  type: "HEADER",
  format: "IMAGE",
  example: { header_handle: ["4::x"] },
}
export const offer = (text = "20% off"): TemplateComponent => ({
  type: "LIMITED_TIME_OFFER",
  limited_time_offer: { text, has_expiration: true },
})
export const coupon: TemplateButton = { type: "COPY_CODE", example: "SAVE20" }
export const card = (more: Partial<{ text: string; buttons: TemplateButton[] }> = {}): CarouselCard => ({
  components: [
    { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::x"] } },
    { type: "BODY", text: more.text ?? "A fine thing" },
    { type: "BUTTONS", buttons: more.buttons ?? [reply(1)] },
  ],
})
export const carousel = (cards: CarouselCard[], ...more: TemplateComponent[]) =>
  definition([sampleBody, { type: "CAROUSEL", cards }, ...more])
export const otp = (more: object = {}): TemplateButton => ({ type: "OTP", otp_type: "COPY_CODE", ...more })
export const authentication = (button: TemplateButton, ...more: TemplateComponent[]) =>
  definition([{ type: "BODY", add_security_recommendation: true }, ...more, buttons(button)], {
    category: "AUTHENTICATION",
  })

/** `rule path` of every error. */
export function errors(template: TemplateDefinition): string[] {
  return checkTemplate(template)
    .filter((issue) => issue.severity === "error")
    .map((issue) => `${issue.rule} ${issue.path}`)
}

export function warnings(template: TemplateDefinition): string[] {
  return checkTemplate(template)
    .filter((issue) => issue.severity === "warning")
    .map((issue) => issue.rule)
}
