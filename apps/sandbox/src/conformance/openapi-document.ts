/** Meta's OpenAPI description, read from beside the repository, patched where it is wrong, and made strict. */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Ajv2020 } from "ajv/dist/2020.js"
import { parse } from "yaml"
import { z } from "zod"
import { type Patch, patches } from "./openapi-patches.ts"

/** `facebook/openapi`, Business Messaging API v23.0. Not part of this repository. */
const file = fileURLToPath(
  new URL("../../../../../shared/reference/meta/business-messaging-api_v23.0.yaml", import.meta.url),
)

export const isDocumentPresent = existsSync(file)

type Json = Record<string, unknown>
const jsonSchema = z.record(z.string(), z.unknown())

const root = "meta"

export class Document {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  /** Names of patches that found nothing to change. */
  readonly idlePatches: readonly string[]
  readonly #json: Json

  constructor() {
    this.#json = jsonSchema.parse(parse(readFileSync(file, "utf8")))
    this.idlePatches = patches.filter((patch) => !apply(this.#json, patch)).map(({ name }) => name)
    closeObjects(this.#json)
    this.#ajv.addSchema(this.#json, root)
  }

  /**
   * What is wrong with an answer, one line each; none for a good one.
   * @param operation method and path as they are in the document, with the version left out
   */
  faults(operation: string, status: number, answer: unknown): string[] {
    const [method = "", path = ""] = operation.split(" ")
    const responses = ["paths", `/{Version}${path}`, method.toLowerCase(), "responses", String(status)]
    const response = this.#at(responses)
    if (response === undefined) return [`${operation} has no answer ${status} in the document`]
    const shared = typeof response.$ref === "string" ? response.$ref.split("/").slice(1) : undefined
    const pointer = [...(shared ?? responses), "content", "application/json", "schema"]
    if (this.#at(pointer) === undefined) return [`${operation} has no schema for ${status}`]
    return this.#check(`#/${pointer.map(escaped).join("/")}`, answer)
  }

  /** What is wrong with an error's envelope. */
  errorFaults(answer: unknown): string[] {
    return this.#check("#/components/schemas/GraphAPIError", answer)
  }

  #check(reference: string, answer: unknown): string[] {
    const validate = this.#ajv.compile({ $ref: root + reference })
    if (validate(answer)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
    )
  }

  #at(path: readonly string[]): Json | undefined {
    return memberAt(this.#json, path)
  }
}

function memberAt(root: Json, path: readonly string[]): Json | undefined {
  let here: unknown = root
  for (const name of path) here = isJson(here) ? here[name] : undefined
  return isJson(here) ? here : undefined
}

/** Merges the patch's members; answers whether that changed anything. */
function apply(root: Json, { at, merge }: Patch): boolean {
  const target = memberAt(root, at)
  if (target === undefined) return false
  const before = JSON.stringify(target)
  for (const [name, value] of Object.entries(merge)) {
    if (value === undefined) delete target[name]
    else target[name] = structuredClone(value)
  }
  return JSON.stringify(target) !== before
}

/** An answer may hold nothing that the document does not name: a misspelt member would pass otherwise. */
function closeObjects(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) closeObjects(item)
    return
  }
  if (!isJson(value)) return
  if (isJson(value.properties) && value.additionalProperties === undefined && value.allOf === undefined)
    value.additionalProperties = false
  for (const member of Object.values(value)) closeObjects(member)
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
