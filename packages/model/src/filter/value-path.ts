/** How conditions name a value inside of objects: `address.city`. */
import { z } from "zod"
import { attributeName } from "../contact/attributes.ts"

const mostSteps = 8
const step = z.string().min(1).max(255)

/** An attribute, and what is inside it: keys with dots between them. */
export const attributePath = z
  .string("an attribute name")
  .refine(
    (path) => attributeName.safeParse(path.split(".")[0]).success && isPath(path),
    "an attribute name; for what is inside an object with dots, such as address.city",
  )

/** A key of an object, and what is inside it. */
export const propertyPath = z
  .string("the name of a property")
  .refine(isPath, "the name of a property; for what is inside an object with dots, such as address.city")

function isPath(path: string): boolean {
  const steps = path.split(".")
  return (
    steps.length <= mostSteps &&
    path.isWellFormed() &&
    !path.includes("\0") &&
    steps.every((each) => step.safeParse(each).success)
  )
}

/** The steps of a path. */
export const stepsOf = (path: string): string[] => path.split(".")

/** What is there; undefined where nothing is, or null. Lists are not walked into. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const key of stepsOf(path)) {
    if (typeof found !== "object" || found === null || Array.isArray(found) || !Object.hasOwn(found, key))
      return undefined
    found = Reflect.get(found, key)
  }
  return found ?? undefined
}
