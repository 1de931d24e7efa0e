/** The values of a template's variables, from one flat form to what the API wants. Pure. */
import { placeValues } from "@parley/model"
import type { Shapes } from "../../api/client.ts"
import { fieldNamed, writePersonal } from "../../contacts/attributes/personal-text.ts"
import { instantOfLocalTime, localTime } from "../../look/time/local-time.ts"
import type { Field, Variable } from "./fields.ts"
import { readSections } from "./sections.ts"
import { fileNamePath, mediaIdPath } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

export type Values = Shapes["TemplateValues"]

const dayMs = 24 * 60 * 60 * 1000

/** The template's own samples, to start with; an offer ends tomorrow. Samples of media are not for sending. */
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

/**
 * To start with where a contact is chosen: what is known of them, and the sample where nothing is.
 * @param attributes the names of the attributes that contacts have
 */
export const personalForm =
  (attributes: readonly string[]): typeof sampleForm =>
  (variables, zone, now) => {
    const ofContact = variables.flatMap(({ kind, name, path, example = "" }) => {
      const field = kind === "text" ? fieldNamed(name, attributes) : undefined
      return field === undefined ? [] : [[path, writePersonal({ field, fallback: example })] as const]
    })
    return { ...sampleForm(variables, zone, now), ...Object.fromEntries(ofContact) }
  }

/** What the API is given; empty fields are left out. */
export function givenValues(
  variables: readonly Variable[],
  form: ValueForm,
  zone: string | undefined,
): Values {
  return placeValues(
    variables.map((variable) => ({ path: variable.path, value: typedValue(variable, form, zone) })),
  )
}

/** What was typed for one variable; undefined where it was nothing. */
function typedValue({ kind, path }: Variable, form: ValueForm, zone: string | undefined): unknown {
  const given = form[path] ?? ""
  switch (kind) {
    case "location":
      return locationOf(path, form)
    case "product": {
      const catalog_id = form[`${path}.catalog_id`] ?? ""
      const product_retailer_id = form[`${path}.product_retailer_id`] ?? ""
      return catalog_id === "" && product_retailer_id === "" ? undefined : { catalog_id, product_retailer_id }
    }
    case "image":
    case "video":
    case "document":
    case "gif": {
      const id = form[mediaIdPath(path)] ?? ""
      const filename = kind === "document" ? present("filename", form[fileNamePath(path)]) : {}
      if (id !== "") return { id, ...filename }
      return given === "" ? undefined : { link: given, ...filename }
    }
    case "sections": {
      const sections = readSections(form, path)
      return sections.length === 0 ? undefined : sections
    }
    case "instant":
      return instantOfLocalTime(given, zone)?.toISOString()
    case "flow_data":
    case "action":
      return readJson(given)
    default:
      return given === "" ? undefined : given
  }
}

function locationOf(path: string, form: ValueForm) {
  const [latitude = "", longitude = ""] = ["latitude", "longitude"].map((part) =>
    form[`${path}.${part}`]?.trim(),
  )
  if (latitude === "" && longitude === "") return undefined
  return {
    latitude: Number(latitude || Number.NaN),
    longitude: Number(longitude || Number.NaN),
    ...present("name", form[`${path}.name`]),
    ...present("address", form[`${path}.address`]),
  }
}

const present = (name: "name" | "address" | "filename", text = "") => (text === "" ? {} : { [name]: text })

/** A JSON object; undefined for anything else. */
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
