/** Meta's OpenAPI description, read from beside the repository, patched where it is wrong, and made strict. */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Ajv2020 } from "ajv/dist/2020.js"
import { parse } from "yaml"
import { z } from "zod"
import { PATCHES, type Patch } from "./openapi-patches.ts"

/** `facebook/openapi`, Business Messaging API v23.0. Not part of this repository. */
const FILE = fileURLToPath(
  new URL("../../../../../shared/reference/meta/business-messaging-api_v23.0.yaml", import.meta.url),
)

export const isDocumentPresent = existsSync(FILE)

type Json = Record<string, unknown>
const jsonSchema = z.record(z.string(), z.unknown())

const ROOT = "meta"

export class Document {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  /** Names of patches that found nothing to change. */
  readonly idlePatches: readonly string[]
  readonly #json: Json

  constructor() {
    this.#json = jsonSchema.parse(parse(readFileSync(FILE, "utf8")))
    this.idlePatches = PATCHES.filter((patch) => !apply(this.#json, patch)).map(({ name }) => name)
    closeObjects(this.#json)
    this.#ajv.addSchema(this.#json, ROOT)
  }

  /**
   * What is wrong with an answer, one line each; none for a good one.
   * @param operation method and path as they stand in the document, with the version left out
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
    const validate = this.#ajv.compile({ $ref: ROOT + reference })
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
