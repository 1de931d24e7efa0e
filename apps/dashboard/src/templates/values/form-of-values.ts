/** Values as the API has them, in the fields of the form; the way back from `givenValues`. Pure. */
import { localTime } from "../../look/time/local-time.ts"
import type { Variable } from "./fields.ts"
import type { Values } from "./given-values.ts"
import { itemsPath, titlePath } from "./sections.ts"
import { fileNamePath, mediaIdPath } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

type Fields = Readonly<Record<string, unknown>>

export function formOfValues(
  variables: readonly Variable[],
  values: Values,
  zone: string | undefined,
): ValueForm {
  return Object.fromEntries(
    variables.flatMap(({ kind, path }) => {
      const value = valueAt(values, path)
      return value === undefined || value === null ? [] : typed({ kind, path }, value, zone)
    }),
  )
}

const valueAt = (values: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => fieldsOf(inner)[key], values)

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {})

function typed(
  { kind, path }: Pick<Variable, "kind" | "path">,
  value: unknown,
  zone: string | undefined,
): [field: string, text: string][] {
  const parts = fieldsOf(value)
  switch (kind) {
    case "location":
    case "product":
      return Object.entries(parts).map(([name, part]) => [`${path}.${name}`, String(part)])
    case "image":
    case "video":
    case "document":
    case "gif": {
      const name = parts.filename === undefined ? undefined : String(parts.filename)
      const named: [string, string][] = name === undefined ? [] : [[fileNamePath(path), name]]
      if (parts.id === undefined) return [[path, String(parts.link ?? "")], ...named]
      return [[mediaIdPath(path), String(parts.id)], ...named]
    }
    case "sections":
      return listOf(value).flatMap((section, place): [string, string][] => [
        [titlePath(path, place), String(section.title ?? "")],
        [
          itemsPath(path, place),
          listOf(section.product_items)
            .map((item) => String(item.product_retailer_id))
            .join("\n"),
        ],
      ])
    case "instant":
      return [[path, localTime(new Date(String(value)), zone)]]
    case "flow_data":
    case "action":
      return [[path, JSON.stringify(value)]]
    default:
      return [[path, String(value)]]
  }
}

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : [])
