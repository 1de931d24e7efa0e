/** How people have numbers and amounts written, as requests say it. */
import { z } from "zod"

export const locale = z
  .string()
  .max(35)
  .refine(isLocale, { error: "must be a locale such as de-AT (BCP 47)" })

export const currency = z.string().refine((code) => Intl.supportedValuesOf("currency").includes(code), {
  error: "must be a currency such as EUR (ISO 4217)",
})

/** Whether dates can be written in it: a tag that is well formed, of a language that is known. */
function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length === 1
  } catch {
    return false
  }
}
