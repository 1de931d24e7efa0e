/** Turns values into the `components` of a template message. */
import type { TemplateComponentParameters } from "../../messages/template-send.ts"
import type {
  BodyComponent,
  CarouselCard,
  CarouselComponent,
  HeaderComponent,
  TemplateComponent,
} from "../components.ts"
import type { TemplateDefinition } from "../definition.ts"
import { flatValue, placeholderNames, valueNamed } from "../placeholders.ts"
import { addressEnd as encodedEnd } from "./address-end.ts"
import { type AddressEnd, buttonsParameters } from "./button-parameters.ts"
import type { CardValues, MediaValue, TemplateValues } from "./values.ts"

type HeaderParameters = Extract<TemplateComponentParameters, { type: "header" }>
type BodyParameters = Extract<TemplateComponentParameters, { type: "body" }>
type CarouselParameters = Extract<TemplateComponentParameters, { type: "carousel" }>

/**
 * The `template.components` of a send. Components that need nothing at send time are left out, as Meta wants it.
 *
 * Make sure with `missingValues` that there is a value for every variable: one that lacks becomes an empty text
 * or is left out, and Meta refuses the message. Line breaks and tabs in values become spaces, as Meta refuses
 * them too.
 *
 * @param addressEnd what a value is at the end of an address; another than the default is for texts that are still to
 *   be rendered, as percent-encoding would destroy their braces
 * @example
 * const template = { components: [{ type: "BODY" as const, text: "Hello {{1}}" }] }
 * templateParameters(template, { body: { 1: "Ana" } })
 * // [{ type: "body", parameters: [{ type: "text", text: "Ana" }] }]
 */
export function templateParameters(
  template: Pick<TemplateDefinition, "components" | "parameter_format">,
  values: TemplateValues,
  addressEnd: AddressEnd = encodedEnd,
): TemplateComponentParameters[] {
  const way = { named: template.parameter_format === "NAMED", addressEnd }
  return template.components.flatMap((component) => componentParameters(component, values, way))
}

/** How values become parameters. */
interface Way {
  named: boolean
  addressEnd: AddressEnd
}

function componentParameters(
  component: TemplateComponent,
  values: TemplateValues,
  way: Way,
): TemplateComponentParameters[] {
  switch (component.type) {
    case "HEADER":
      return headerParameters(component, values, way.named)
    case "BODY":
      return bodyParameters(component, values, way.named)
    case "BUTTONS":
      return buttonsParameters(component.buttons, values, way.addressEnd)
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
      return [carouselParameters(component, values.cards ?? [], way)]
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
    const parameter = { type: "text" as const, text: flatValue(valueNamed(values, name) ?? "") }
    return named ? { ...parameter, parameter_name: name } : parameter
  })
}

function carouselParameters(
  carousel: CarouselComponent,
  values: readonly CardValues[],
  way: Way,
): CarouselParameters {
  const cards = carousel.cards.map((card, index) => ({
    card_index: index,
    components: card.components.flatMap((component) => cardParameters(component, values[index] ?? {}, way)),
  }))
  return { type: "carousel", cards }
}

function cardParameters(
  component: CarouselCard["components"][number],
  values: CardValues,
  way: Way,
): CarouselParameters["cards"][number]["components"] {
  switch (component.type) {
    case "HEADER":
      return headerParameters(component, values, way.named)
    case "BODY":
      return bodyParameters(component, values, way.named)
    case "BUTTONS":
      return buttonsParameters(component.buttons, values, way.addressEnd)
  }
}
