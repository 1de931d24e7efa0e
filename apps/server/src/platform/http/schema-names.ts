/** The names under which an OpenAPI document keeps its schemas. */

interface Document {
  paths?: unknown
  components?: { schemas?: Record<string, unknown> } | undefined
}

const place = "#/components/schemas/"
const asked = "Input"

/**
 * The document with the schemas that its routes use, and no others, under the names that routes gave them. A schema is
 * written once for requests and once for answers, as `AudienceInput` and `Audience`; where both are alike, or only one
 * of them is used, it is `Audience`. Pure.
 */
export function nameSchemas<D extends Document>(document: D): D {
  const schemas = document.components?.schemas ?? {}
  const used = usedBy(document.paths, schemas)
  const names = new Map<string, string>()
  for (const name of used) {
    if (name.endsWith(asked)) names.set(name, name.slice(0, -asked.length))
  }
  let differing = differingName(names, schemas, used)
  while (differing !== undefined) {
    names.delete(differing)
    differing = differingName(names, schemas, used)
  }
  const kept = Object.fromEntries(
    [...used].sort().flatMap((name) => {
      const final = names.get(name) ?? name
      return final !== name && used.has(final) ? [] : [[final, schemas[name]]]
    }),
  )
  return renamed({ ...document, components: { ...document.components, schemas: kept } }, names)
}

/** A schema of requests that says, with all names changed, something else than the one of answers. */
function differingName(
  names: ReadonlyMap<string, string>,
  schemas: Readonly<Record<string, unknown>>,
  used: ReadonlySet<string>,
): string | undefined {
  return [...names].find(
    ([from, to]) =>
      used.has(to) &&
      JSON.stringify(renamed(schemas[from], names)) !== JSON.stringify(renamed(schemas[to], names)),
  )?.[0]
}

/** A copy in which references follow the new names. */
function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key !== "$ref" || typeof inner !== "string") return inner
    const name = inner.slice(place.length)
    return place + (names.get(name) ?? name)
  })
}

function usedBy(paths: unknown, schemas: Readonly<Record<string, unknown>>): Set<string> {
  const used = new Set<string>()
  const waiting: unknown[] = [paths]
  while (waiting.length > 0) {
    for (const [, name = ""] of (JSON.stringify(waiting.pop()) ?? "").matchAll(references)) {
      if (used.has(name)) continue
      used.add(name)
      waiting.push(schemas[name])
    }
  }
  return used
}

const references = new RegExp(`"\\$ref":"${place}([^"]+)"`, "g")
