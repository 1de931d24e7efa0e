/** The values of a template's variables, from one flat form to what the API wants. Pure. */
import type { Shapes } from "../../api/client.ts"
import { instantOfLocalTime, localTime } from "../../look/time/local-time.ts"
import type { Field, Variable } from "./fields.ts"
import { readSections } from "./sections.ts"
import { fileNamePath, mediaIdPath } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

export type Values = Shapes["TemplateValues"]
type CardValues = Shapes["CardValues"]
type ButtonValues = Shapes["ButtonValues"]

const dayMs = 24 * 60 * 60 * 1000

/** The template's own samples, to begin with; an offer ends tomorrow. Samples of media are not for sending. */
export function sampleForm(
  variables: readonly Variable[],
  zone: string | undefined,
  now: Date,
): Record<string, string> {
  return Object.fromEntries(
    variables.flatMap(({ kind, path, example }) => {
      if (kind === "instant") return [[path, localTime(new Date(now.getTime() + dayMs), zone)]]
      const isForSending = kind === "text" || kind === "coupon_code" || example?.startsWith("http")
      return isForSending ? [[path, example ?? ""]] : []
    }),
  )
}

/** What the API is given; empty fields are left out. */
export function givenValues(
  variables: readonly Variable[],
  form: ValueForm,
  zone: string | undefined,
): Values {
  const values: Values = {}
  const cards: CardValues[] = []
  for (const variable of variables) {
    if (variable.card_index === undefined) {
      fillMessage(values, variable, form, zone)
      fill(values, variable, form)
      continue
    }
    for (let index = cards.length; index <= variable.card_index; index++) cards.push({})
    fill(cards[variable.card_index] ?? {}, variable, form)
  }
  return cards.length === 0 ? values : { ...values, cards }
}

/** What a message has and a card has not. */
function fillMessage(
  values: Values,
  { component, kind, name, path }: Variable,
  form: ValueForm,
  zone: string | undefined,
) {
  const given = form[path] ?? ""
  if (kind === "location") {
    const [latitude = "", longitude = ""] = ["latitude", "longitude"].map((part) =>
      form[`${path}.${part}`]?.trim(),
    )
    if (latitude === "" && longitude === "") return
    values.header_location = {
      latitude: Number(latitude || Number.NaN),
      longitude: Number(longitude || Number.NaN),
      ...present("name", form[`${path}.name`]),
      ...present("address", form[`${path}.address`]),
    }
  } else if (kind === "instant") {
    const end = instantOfLocalTime(given, zone)
    if (end !== undefined) values.offer_ends_at = end.toISOString()
  } else if (kind === "text" && component === "header" && given !== "") {
    values.header = { ...values.header, [name]: given }
  }
}

function fill(
  place: CardValues,
  { component, kind, name, path, button_index }: Variable,
  form: ValueForm,
): void {
  const given = form[path] ?? ""
  if (component === "button") {
    const at = String(button_index ?? 0)
    const more = buttonValues(kind, given, readSections(form, path))
    if (more !== undefined) place.buttons = { ...place.buttons, [at]: { ...place.buttons?.[at], ...more } }
    return
  }
  if (kind === "product") {
    const catalog_id = form[`${path}.catalog_id`] ?? ""
    const product_retailer_id = form[`${path}.product_retailer_id`] ?? ""
    if (catalog_id !== "" || product_retailer_id !== "")
      place.header_product = { catalog_id, product_retailer_id }
  } else if (given !== "" && kind === "text" && component === "body") {
    place.body = { ...place.body, [name]: given }
  } else if (["image", "video", "document", "gif"].includes(kind)) {
    const id = form[mediaIdPath(path)] ?? ""
    const filename = kind === "document" ? present("filename", form[fileNamePath(path)]) : {}
    if (id !== "") place.header_media = { id, ...filename }
    else if (given !== "") place.header_media = { link: given, ...filename }
  }
}

function buttonValues(
  kind: string,
  given: string,
  sections: NonNullable<ButtonValues["sections"]>,
): ButtonValues | undefined {
  if (kind === "sections") return sections.length === 0 ? undefined : { sections }
  if (given === "") return undefined
  switch (kind) {
    case "coupon_code":
      return { coupon_code: given }
    case "thumbnail":
      return { thumbnail_product_retailer_id: given }
    case "flow_token":
      return { flow_token: given }
    case "flow_data": {
      const data = readJson(given)
      return data && { flow_action_data: data }
    }
    case "action": {
      const action = readJson(given)
      return action && { action }
    }
    default:
      return { suffix: given }
  }
}

const present = (name: "name" | "address" | "filename", text = "") => (text === "" ? {} : { [name]: text })

/** A JSON object; undefined for what is none. */
function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : undefined
  } catch {
    return undefined
  }
}

/** What cannot be read from the form and so never reaches the API; see {@link Issue}. */
export function unreadable(fields: readonly Field[], form: ValueForm): { path: string; message: string }[] {
  return fields.flatMap(({ path, input }) => {
    const given = form[path]?.trim() ?? ""
    if (given === "") return []
    if (input === "number" && Number.isNaN(Number(given)))
      return [{ path, message: "Write a number with a point, such as -12.0464." }]
    if (input === "json" && readJson(given) === undefined)
      return [{ path, message: "This is no JSON object: check quotes, commas and braces." }]
    return []
  })
}
