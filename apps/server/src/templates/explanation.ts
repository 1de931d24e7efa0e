import { explainStatus, REJECTION_REASONS } from "@parley/whatsapp"
import { z } from "zod"

/** What a status means and what to do about it, for people. */
export const explanation = z
  .object({
    title: z.string(),
    tone: z.enum(["good", "waiting", "trouble", "gone"]),
    meaning: z.string(),
    advice: z.string().nullable(),
  })
  .meta({ id: "TemplateStatusExplanation" })

/** Of a rejected template what Meta's reason means comes first, and its advice replaces the general one. */
export function explained(status: string, rejectionReason: string | null): z.output<typeof explanation> {
  const { title, tone, meaning, advice } = explainStatus(status)
  const reason =
    status === "REJECTED" && rejectionReason !== null ? REJECTION_REASONS[rejectionReason] : undefined
  return reason
    ? { title, tone, meaning: `${reason.meaning} (${rejectionReason})`, advice: reason.advice }
    : { title, tone, meaning, advice }
}
