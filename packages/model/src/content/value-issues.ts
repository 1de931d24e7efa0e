/** What Meta would refuse of a template's values, as far as the template tells. Pure. */
import { characterCount } from "@parley/whatsapp/messages"
import {
  boundedTexts,
  filledLength,
  missingValues,
  needsMarketingMessages,
  type TemplateComponents,
  type TemplateVariable,
  templateVariables,
} from "@parley/whatsapp/templates"
import { isLiquid } from "./liquid.ts"
import { type GivenValues, toTemplateValues, valuePath } from "./template-values.ts"

export interface ValueIssue {
  /** Where among the values, such as `header_location` or `cards.1.body.name`. */
  path: string
  message: string
}

/** Meta's bound in characters ("Products"). */
const longest = { sectionTitle: 24 }
const mostProducts = 30

/** Texts that are still to be rendered are held to no length: nobody knows it before there is a contact. */
export function valueIssues(template: TemplateComponents, values: GivenValues): ValueIssue[] {
  if (needsMarketingMessages(template))
    return [{ path: "header_media", message: "cannot be sent: its header is a GIF" }]
  return [
    ...missingValues(template, toTemplateValues(values)).map((variable) => missing(variable, values)),
    ...cardIssues(template, values),
    ...lengthIssues(template, values),
    ...templateVariables(template).flatMap((variable) => buttonIssues(values, variable)),
  ]
}

function missing(variable: TemplateVariable, { cards, ...message }: GivenValues): ValueIssue {
  const path = valuePath(variable)
  const { header_product: product } =
    (variable.cardIndex === undefined ? message : cards?.[variable.cardIndex]) ?? {}
  if (variable.kind !== "product" || product === undefined)
    return { path, message: `needs a value for ${inWords(variable)}` }
  const [part, what] =
    product.catalog_id === "" ? ["catalog_id", "catalog"] : ["product_retailer_id", "product"]
  const where = variable.cardIndex === undefined ? "" : ` on card ${variable.cardIndex + 1}`
  return { path: `${path}.${part}`, message: `needs the id of the ${what} of the header${where}` }
}

function inWords({ component, name, kind, buttonIndex, cardIndex }: TemplateVariable): string {
  const part = component === "button" ? `button ${(buttonIndex ?? 0) + 1}` : component
  const what = kind === "text" ? `${part} variable ${name}` : `${words[kind]} of the ${part}`
  return cardIndex === undefined ? what : `${what} on card ${cardIndex + 1}`
}

const words: Record<Exclude<TemplateVariable["kind"], "text">, string> = {
  image: "the image",
  video: "the video",
  document: "the document",
  gif: "the GIF",
  location: "the location",
  product: "the product and its catalog",
  coupon_code: "the code",
  sections: "the products",
  thumbnail: "the product in the picture",
  flow_token: "the token",
  flow_data: "the data",
  instant: "the end",
  action: "the order",
}

function cardIssues({ components }: TemplateComponents, { cards = [] }: GivenValues): ValueIssue[] {
  const most = components.find((component) => component.type === "CAROUSEL")?.cards.length ?? 0
  if (cards.length <= most) return []
  const has = most === 0 ? "has no cards" : `has ${most} cards`
  return [{ path: "cards", message: `${has}, and values for ${cards.length} were given` }]
}

/** Texts that are too long once they are filled, as far as no Liquid is in them. */
function lengthIssues(template: TemplateComponents, values: GivenValues): ValueIssue[] {
  return boundedTexts(template, toTemplateValues(values)).flatMap((text) => {
    const { path, what, most } = text
    if (text.values.some(isLiquid)) return []
    const length = filledLength(text)
    if (text.address !== undefined && length === text.fixed && !text.values.includes(""))
      return [{ path, message: "needs more than the address that the template has by itself" }]
    if (length <= most) return []
    return [
      {
        path,
        message: `takes a ${what} of at most ${most.toLocaleString("en")} characters, this has ${length.toLocaleString("en")}`,
      },
    ]
  })
}

function buttonIssues(values: GivenValues, variable: TemplateVariable): ValueIssue[] {
  const { cardIndex, buttonIndex, kind } = variable
  const place = cardIndex === undefined ? values : values.cards?.[cardIndex]
  const given = place?.buttons?.[String(buttonIndex)]
  const path = valuePath(variable)
  return kind === "sections" ? sectionIssues(path, given?.sections ?? []) : []
}

type Button = NonNullable<GivenValues["buttons"]>[string]

function sectionIssues(path: string, sections: NonNullable<Button["sections"]>): ValueIssue[] {
  const products = sections.flatMap(({ product_items }) => product_items).length
  return [
    ...(products > mostProducts
      ? [{ path, message: `takes at most ${mostProducts} products, and ${products} were given` }]
      : []),
    ...sections.flatMap(({ title, product_items }, index) => {
      const at = `${path}.${index}`
      return [
        ...(sections.length > 1 && !title
          ? [{ path: `${at}.title`, message: "needs a title for each section when there are several" }]
          : []),
        ...tooLong(`${at}.title`, "section title", title, longest.sectionTitle),
        ...product_items.flatMap(({ product_retailer_id: id }, item) =>
          id === "" ? [{ path: `${at}.product_items.${item}`, message: "needs the id of each product" }] : [],
        ),
      ]
    }),
  ]
}

function tooLong(path: string, what: string, text: string | undefined, most: number): ValueIssue[] {
  if (text === undefined || isLiquid(text) || characterCount(text) <= most) return []
  return [
    { path, message: `takes a ${what} of at most ${most} characters, this has ${characterCount(text)}` },
  ]
}
