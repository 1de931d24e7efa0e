/** Members of Graph nodes that Meta leaves out, or gives as null, when they are not set. */
import { z } from "zod"

export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

export const optionalBoolean = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined)

export const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined)
