import { explainStatus, rejectionReasons } from "@parley/whatsapp/templates"
import { z } from "zod"
import { fields } from "../platform/http/index.ts"

/** What a status means and what to do about it, for people. */
export const explanation = z
  .object({
    title: z.string(),
    tone: z.enum(["good", "waiting", "problem", "inactive"]),
    meaning: z.string(),
    advice: z.string().nullable(),
  })
  .meta({ id: "TemplateStatusExplanation" })

export const categoryChange = z
  .object({
    category: z.string().describe("Where Meta will file the template"),
    at: fields.timestamp.nullable().describe("When; null where Meta gave no time"),
    meaning: z.string(),
    advice: z.string(),
  })
  .meta({ id: "TemplateCategoryChange" })

/** What an announced change of category means. Pure. Source: Meta, "Template categorization". */
export function explainCategoryChange({
  category,
  correctCategory,
  at,
}: {
  category: string
  correctCategory: string | null
  at: Date | null
}): z.input<typeof categoryChange> | null {
  if (correctCategory === null) return null
  const becomes =
    correctCategory === "MARKETING"
      ? " Marketing messages cost more as a rule, are limited for each person, and need a subscription."
      : ""
  return {
    category: correctCategory,
    at,
    meaning: `Meta will file it under ${correctCategory} instead of ${category} and bill it as such.${becomes}`,
    advice:
      "If what it says does belong there, nothing is to be done. Otherwise ask for a review of the category in WhatsApp " +
      "Manager, within 60 days, or submit a copy without what promotes something.",
  }
}

/** Of a rejected template what Meta's reason means comes first, and its advice replaces the general one. */
export function explained(status: string, rejectionReason: string | null): z.output<typeof explanation> {
  const { title, tone, meaning, advice } = explainStatus(status)
  const reason =
    status === "REJECTED" && rejectionReason !== null && Object.hasOwn(rejectionReasons, rejectionReason)
      ? rejectionReasons[rejectionReason]
      : undefined
  return reason
    ? { title, tone, meaning: `${reason.meaning} (${rejectionReason})`, advice: reason.advice }
    : { title, tone, meaning, advice }
}
