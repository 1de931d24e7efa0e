import type { CanvasDefinition } from "@parley/model"
import { Problem } from "../../platform/errors.ts"

const fits: Readonly<Record<CanvasDefinition["context"][number]["type"], (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  time: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  array: Array.isArray,
}

/**
 * What a run begins with, as the canvas declares it; what it does not declare is anything.
 * @throws Problem invalid_request naming what is of another type
 */
export function readContext(
  { context }: Pick<CanvasDefinition, "context">,
  given: Readonly<Record<string, unknown>>,
  field: string,
): Readonly<Record<string, unknown>> {
  for (const { name, type } of context) {
    const value = given[name]
    if (value === undefined || value === null || fits[type](value)) continue
    throw new Problem("invalid_request", `${name} is to be of the type ${type}.`, {
      field: `${field}.${name}`,
    })
  }
  return given
}
