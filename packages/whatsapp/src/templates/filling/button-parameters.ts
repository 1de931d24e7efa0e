/** Turns values into the parameters of a template's buttons. */
import type { TemplateComponentParameters } from "../../messages/template-send.ts"
import type { TemplateButton } from "../buttons.ts"
import { flatValue, placeholderNames } from "../placeholders.ts"
import { isCodeUrl } from "../variables.ts"
import type { ButtonValues, CardValues } from "./values.ts"

type ButtonParameters = Extract<TemplateComponentParameters, { type: "button" }>

/** What a value is at the end of that address of a template. */
export type AddressEnd = (address: string, value: string) => string

export function buttonsParameters(
  buttons: readonly TemplateButton[],
  values: CardValues,
  addressEnd: AddressEnd,
): ButtonParameters[] {
  return buttons.flatMap((button, index) => {
    const parameters = buttonParameters(button, values.buttons?.[index] ?? {}, values.body?.["1"], addressEnd)
    return parameters === undefined ? [] : [{ type: "button" as const, index: String(index), ...parameters }]
  })
}

function buttonParameters(
  button: TemplateButton,
  values: ButtonValues,
  code: string | undefined,
  addressEnd: AddressEnd,
): Pick<ButtonParameters, "sub_type" | "parameters"> | undefined {
  switch (button.type) {
    case "URL": {
      if (placeholderNames(button.url).length === 0) return undefined
      const suffix = isCodeUrl(button.url) ? code : values.suffix
      return { sub_type: "url", parameters: [{ type: "text", text: addressEnd(button.url, suffix ?? "") }] }
    }
    case "OTP":
      return { sub_type: "url", parameters: [{ type: "text", text: flatValue(code ?? "") }] }
    case "QUICK_REPLY":
      if (values.payload === undefined) return undefined
      return { sub_type: "quick_reply", parameters: [{ type: "payload", payload: values.payload }] }
    case "COPY_CODE":
      if (values.couponCode === undefined) return undefined
      return { sub_type: "copy_code", parameters: [{ type: "coupon_code", coupon_code: values.couponCode }] }
    case "FLOW": {
      // Meta's own default for a flow that needs no token.
      const action = { flow_token: values.flowToken ?? "unused", flow_action_data: values.flowActionData }
      return { sub_type: "flow", parameters: [{ type: "action", action }] }
    }
    case "CATALOG": {
      const thumbnail = values.thumbnailProductRetailerId
      if (thumbnail === undefined) return undefined
      return {
        sub_type: "catalog",
        parameters: [{ type: "action", action: { thumbnail_product_retailer_id: thumbnail } }],
      }
    }
    case "MPM": {
      const action = {
        thumbnail_product_retailer_id: values.thumbnailProductRetailerId,
        sections: values.sections,
      }
      return { sub_type: "mpm", parameters: [{ type: "action", action }] }
    }
    case "VOICE_CALL":
      if (values.ttlMinutes === undefined) return undefined
      return { sub_type: "voice_call", parameters: [{ type: "ttl_minutes", ttl_minutes: values.ttlMinutes }] }
    case "ORDER_DETAILS":
      if (values.action === undefined) return undefined
      return { sub_type: "order_details", parameters: [{ type: "action", action: values.action }] }
    case "PHONE_NUMBER":
    case "SPM":
    case "REQUEST_CONTACT_INFO":
      return undefined
  }
}
