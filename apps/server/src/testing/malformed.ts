/** Requests that go wrong in one place: made from the OpenAPI document, so that a new route is among them at once. */

/** What of JSON Schema our document uses. */
export interface Schema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  minItems?: number
  minimum?: number
  format?: string
  $ref?: string
}

interface Given {
  /** The values of fields that must name something. */
  known: Record<string, unknown>
  /** The document's schemas, by name. */
  schemas: Record<string, Schema>
}

/** JSON of the right shape with every optional property. Of a schema within itself, the first choice that ends. */
export function sample(schema: Schema, given: Given, name = "", within: string[] = []): unknown {
  const { known, schemas } = given
  const ref = schema.$ref?.split("/").at(-1) ?? ""
  const named = schemas[ref]
  if (named && !(name in known)) return sample(named, given, name, [...within, ref])
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (name in known) return known[name]
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  const choice = choices.find((one) => !within.some((outer) => refersTo(one, outer)))
  if (choice) return sample(choice, given, name, within)
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, sample(value, given, key, within)]),
    )
  }
  if (typeof schema.additionalProperties === "object") {
    return { city: sample(schema.additionalProperties, given, "", within) }
  }
  switch (schema.type) {
    case "array":
      return schema.items ? [sample(schema.items, given, "", within)] : []
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1)
    case "boolean":
      return true
    case "object":
      return {}
    case "string":
      return sampleText(schema.format)
    default:
      return null
  }
}

const refersTo = (schema: Schema, name: string) => JSON.stringify(schema).includes(`/${name}"`)

function sampleText(format: string | undefined): string {
  switch (format) {
    case "uuid":
      return "0199d1de-0000-7000-8000-000000000000"
    case "date-time":
      return "2026-11-22T09:00:00Z"
    case "date":
      return "2026-11-22"
    case "email":
      return "somebody@example.com"
    case "uri":
      return "https://example.com/"
    default:
      return "text"
  }
}

/** What people and programs send that is not what was asked for; PostgreSQL has no NUL and UTF-8 no half of a pair. */
const poisons: Record<string, unknown[]> = {
  string: ["", "\u0000", "\ud800", "%' OR 1=1 --", "x".repeat(100_000), 7, null, {}],
  number: [-1, 0.5, 1e20, 2 ** 53, "many", null],
  boolean: ["yes", null],
  object: [null, [], "text", { [`__proto__`]: 1, unknown: 1, "\u0000": "\u0000" }],
}

/** Every way of spoiling one place of `value`, the whole of it included. */
export function* spoiled(value: unknown): Generator<unknown> {
  const kind = value === null || Array.isArray(value) ? "object" : typeof value
  yield* poisons[kind] ?? []
  if (typeof value !== "object" || value === null) return
  for (const [key, part] of Object.entries(value)) {
    for (const bad of spoiled(part)) {
      yield Array.isArray(value) ? [bad] : { ...value, [key]: bad }
    }
  }
}
