/** The fields in which a member gives a template its values. Pure. */
import { readComponents, type SampleFormat, type TemplateButton } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { fileNamePath } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

export type Variable = Shapes["TemplateVariable"]
export type VariedTemplate = Pick<Shapes["Template"], "category" | "components" | "variables">

export interface Field {
  /** Where in the form, and in the `values` of the API, its value stands. */
  path: string
  label: string
  description?: string
  input: "text" | "number" | "instant" | "json" | "products" | "media"
  /** With input `media`: what its file is. */
  format?: SampleFormat
  isOptional?: boolean
  /** The part of the values whose trouble is told beside this field; its own path when absent. */
  covers?: string
}

export function fieldsOf(template: VariedTemplate): Field[] {
  return template.variables.flatMap((variable) => {
    const card = variable.card_index === undefined ? "" : `Card ${variable.card_index + 1}, `
    return fieldsOfVariable(template, variable).map((field) => ({
      ...field,
      label: card === "" ? field.label : card + field.label.charAt(0).toLowerCase() + field.label.slice(1),
      ...(variable.optional ? { isOptional: true } : {}),
    }))
  })
}

function fieldsOfVariable(template: VariedTemplate, variable: Variable): Field[] {
  const { path, kind, name, component } = variable
  const button = buttonOf(template, variable)
  switch (kind) {
    case "text": {
      if (component === "button") {
        const address = button?.type === "URL" ? button.url.replace(/\{\{.*/, "") : ""
        const label = `Button “${button?.text ?? name}”: end of the address`
        return [
          { path, label, input: "text", ...(address ? { description: `What follows ${address}` } : {}) },
        ]
      }
      if (template.category === "AUTHENTICATION")
        return [{ path, label: "Code", description: "At most 15 characters.", input: "text" }]
      const part = component === "header" ? "Header" : "Body"
      return [{ path, label: `${part} {{${name}}}`, input: "text" }]
    }
    case "location":
      return locationFields(path)
    case "product":
      return [
        {
          path: `${path}.catalog_id`,
          label: "Catalog",
          description: "Its id in Commerce Manager.",
          input: "text",
          covers: path,
        },
        { path: `${path}.product_retailer_id`, label: "Product", description: contentId, input: "text" },
      ]
    case "coupon_code":
      return [{ path, label: "Offer code", input: "text" }]
    case "instant":
      return [{ path, label: "End of the offer", input: "instant" }]
    case "sections":
      return [{ path, label: "Products", input: "products" }]
    case "thumbnail":
      return [{ path, label: "Product in the picture", description: contentId, input: "text" }]
    case "flow_token":
      return [
        {
          path,
          label: "Flow token",
          description: "Comes back with the answers, to tell them apart.",
          input: "text",
        },
      ]
    case "flow_data":
      return [
        {
          path,
          label: "Data for the flow’s first screen",
          description: 'JSON, such as {"city": "Lima"}.',
          input: "json",
        },
      ]
    case "action":
      return [
        {
          path,
          label: "Order",
          description: "Meta’s order details for your country, as JSON.",
          input: "json",
        },
      ]
    case "image":
    case "video":
    case "document":
      return mediaFields(path, kind)
    default:
      return [{ path, label: `Header: address of the ${kind}`, input: "text" }]
  }
}

const formats = { image: "IMAGE", video: "VIDEO", document: "DOCUMENT" } as const

/** People see what a document is called. */
function mediaFields(path: string, kind: keyof typeof formats): Field[] {
  const medium: Field = {
    path,
    label: `Header: address of the ${kind}`,
    input: "media",
    format: formats[kind],
  }
  if (kind !== "document") return [medium]
  const name: Field = {
    path: fileNamePath(path),
    label: "Header: name of the document",
    description: "What people see, such as Invoice 17.pdf.",
    input: "text",
    isOptional: true,
  }
  return [medium, name]
}

const contentId = "Its content ID in the catalog."

const catalogEnd = ".catalog_id"

/**
 * The form with one more value. An account has one catalog: what the first card says goes to the others, as long as they
 * said the same.
 */
export function withValue(fields: readonly Field[], form: ValueForm, path: string, value: string): ValueForm {
  const catalogs = fields.map((field) => field.path).filter((one) => one.endsWith(catalogEnd))
  if (path !== catalogs[0]) return { ...form, [path]: value }
  const alike = catalogs.filter((one) => (form[one] ?? "") === (form[path] ?? ""))
  return { ...form, ...Object.fromEntries(alike.map((one) => [one, value])) }
}

const locationFields = (path: string): Field[] => [
  {
    path: `${path}.latitude`,
    label: "Latitude",
    description: "Such as -12.0464.",
    input: "number",
    covers: path,
  },
  { path: `${path}.longitude`, label: "Longitude", description: "Such as -77.0428.", input: "number" },
  { path: `${path}.name`, label: "Name of the place", input: "text", isOptional: true },
  { path: `${path}.address`, label: "Address of the place", input: "text", isOptional: true },
]

function buttonOf(
  { components }: VariedTemplate,
  { button_index, card_index }: Variable,
): TemplateButton | undefined {
  const read = readComponents(components).components
  const carousel = read.find((component) => component.type === "CAROUSEL")
  const parts = card_index === undefined ? read : (carousel?.cards[card_index]?.components ?? [])
  return parts.find((component) => component.type === "BUTTONS")?.buttons[button_index ?? 0]
}
