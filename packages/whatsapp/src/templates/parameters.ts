/** Turns values into the `components` of a template message. */
import type { TemplateComponentParameters } from "../messages/template-send.ts"
import type { TemplateButton } from "./buttons.ts"
import type {
  BodyComponent,
  CarouselCard,
  CarouselComponent,
  HeaderComponent,
  TemplateComponent,
} from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"
import { flatValue, placeholderNames, urlValue } from "./placeholders.ts"
import type { ButtonValues, CardValues, MediaValue, TemplateValues } from "./values.ts"
import { isCodeUrl } from "./variables.ts"

type HeaderParameters = Extract<TemplateComponentParameters, { type: "header" }>
type BodyParameters = Extract<TemplateComponentParameters, { type: "body" }>
type ButtonParameters = Extract<TemplateComponentParameters, { type: "button" }>
type CarouselParameters = Extract<TemplateComponentParameters, { type: "carousel" }>

/**
 * The `template.components` of a send. Components that need nothing at send time are left out, as Meta wants it.
 *
 * Make sure with `missingValues` that there is a value for every variable: one that lacks becomes an empty text
 * or is left out, and Meta refuses the message. Line breaks and tabs in values become spaces, as Meta refuses
 * them too.
 */
export function templateParameters(
  template: Pick<TemplateDefinition, "components" | "parameter_format">,
  values: TemplateValues,
): TemplateComponentParameters[] {
  const named = template.parameter_format === "NAMED"
  return template.components.flatMap((component) => componentParameters(component, values, named))
}

function componentParameters(
  component: TemplateComponent,
  values: TemplateValues,
  named: boolean,
): TemplateComponentParameters[] {
  switch (component.type) {
    case "HEADER":
      return headerParameters(component, values, named)
    case "BODY":
      return bodyParameters(component, values, named)
    case "BUTTONS":
      return buttonsParameters(component.buttons, values)
    case "LIMITED_TIME_OFFER": {
      const endsAtMs = values.offerEndsAtMs
      if (component.limited_time_offer.has_expiration !== true || endsAtMs === undefined) return []
      const offer = {
        type: "limited_time_offer",
        limited_time_offer: { expiration_time_ms: endsAtMs },
      } as const
      return [{ type: "limited_time_offer", parameters: [offer] }]
    }
    case "CAROUSEL":
      return [carouselParameters(component, values.cards ?? [], named)]
    case "FOOTER":
      return []
  }
}

function headerParameters(
  header: HeaderComponent,
  values: TemplateValues,
  named: boolean,
): HeaderParameters[] {
  const media = values.headerMedia
  switch (header.format) {
    case "TEXT": {
      const parameters = textParameters(header.text ?? "", values.header ?? {}, named)
      return parameters.length === 0 ? [] : [{ type: "header", parameters }]
    }
    case "LOCATION":
      return values.headerLocation === undefined
        ? []
        : [{ type: "header", parameters: [{ type: "location", location: values.headerLocation }] }]
    case "PRODUCT": {
      const product = values.headerProduct
      if (product === undefined) return []
      const ids = { product_retailer_id: product.productRetailerId, catalog_id: product.catalogId }
      return [{ type: "header", parameters: [{ type: "product", product: ids }] }]
    }
    case "DOCUMENT":
      if (media === undefined) return []
      return [{ type: "header", parameters: [{ type: "document", document: documentOf(media) }] }]
    case "IMAGE":
      return media === undefined
        ? []
        : [{ type: "header", parameters: [{ type: "image", image: sourceOf(media) }] }]
    case "VIDEO":
      return media === undefined
        ? []
        : [{ type: "header", parameters: [{ type: "video", video: sourceOf(media) }] }]
    case "GIF":
      return media === undefined
        ? []
        : [{ type: "header", parameters: [{ type: "gif", gif: sourceOf(media) }] }]
  }
}

/** Only documents have a file name. */
function sourceOf(media: MediaValue): { id: string } | { link: string } {
  return "id" in media ? { id: media.id } : { link: media.link }
}

function documentOf(media: MediaValue): { id?: string; link?: string; filename?: string } {
  return media.filename === undefined ? sourceOf(media) : { ...sourceOf(media), filename: media.filename }
}

function bodyParameters(body: BodyComponent, values: CardValues, named: boolean): BodyParameters[] {
  // The text of an authentication template is Meta's; its variable is always positional.
  const parameters =
    body.text === undefined
      ? textParameters("{{1}}", values.body ?? {}, false)
      : textParameters(body.text, values.body ?? {}, named)
  return parameters.length === 0 ? [] : [{ type: "body", parameters }]
}

function textParameters(text: string, values: Readonly<Record<string, string>>, named: boolean) {
  return placeholderNames(text).map((name) => {
    const parameter = { type: "text" as const, text: flatValue(values[name] ?? "") }
    return named ? { ...parameter, parameter_name: name } : parameter
  })
}

function buttonsParameters(buttons: readonly TemplateButton[], values: CardValues): ButtonParameters[] {
  return buttons.flatMap((button, index) => {
    const parameters = buttonParameters(button, values.buttons?.[index] ?? {}, values.body?.["1"])
    return parameters === undefined ? [] : [{ type: "button" as const, index: String(index), ...parameters }]
  })
}

function buttonParameters(
  button: TemplateButton,
  values: ButtonValues,
  code: string | undefined,
): Pick<ButtonParameters, "sub_type" | "parameters"> | undefined {
  switch (button.type) {
    case "URL": {
      if (placeholderNames(button.url).length === 0) return undefined
      const suffix = isCodeUrl(button.url) ? code : values.suffix
      return { sub_type: "url", parameters: [{ type: "text", text: urlValue(suffix ?? "") }] }
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

function carouselParameters(
  carousel: CarouselComponent,
  values: readonly CardValues[],
  named: boolean,
): CarouselParameters {
  const cards = carousel.cards.map((card, index) => ({
    card_index: index,
    components: card.components.flatMap((component) => cardParameters(component, values[index] ?? {}, named)),
  }))
  return { type: "carousel", cards }
}

function cardParameters(
  component: CarouselCard["components"][number],
  values: CardValues,
  named: boolean,
): CarouselParameters["cards"][number]["components"] {
  switch (component.type) {
    case "HEADER":
      return headerParameters(component, values, named)
    case "BODY":
      return bodyParameters(component, values, named)
    case "BUTTONS":
      return buttonsParameters(component.buttons, values)
  }
}
