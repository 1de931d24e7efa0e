import { z } from "zod"
import type { EventFault, GivenEvent } from "../../events/index.ts"
import { faultIn, fields } from "../../platform/http/index.ts"
import { contactPatch } from "../contact.ts"

/** By what a client names the person. */
const identifiers = contactPatch.pick({ external_id: true, phone: true, bsuid: true }).shape

const common = {
  contact_id: fields.id.optional().describe("A contact that is there; or one of the identifiers below"),
  ...identifiers,
  at: fields.instant.optional().describe("Default: now. What is up to a day ahead counts as now"),
  key: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("What comes again under one key within a week counts once"),
  properties: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Up to 100 KB. Those of `ecommerce.…` events follow Braze's schemas"),
}

/** One event of a request. */
const toldEvent = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("event"),
      ...common,
      name: z.string().min(1).max(255),
      value: z.number().optional(),
    }),
    z.strictObject({
      kind: z.literal("purchase"),
      ...common,
      product_id: z.string().min(1).max(255),
      currency: z.string().describe("ISO 4217, such as EUR"),
      price: z.number().describe("Of one"),
      quantity: z.int().min(1).max(100).optional().describe("Default: 1"),
    }),
  ])
  .refine(
    ({ contact_id, external_id, phone, bsuid }) =>
      (contact_id ?? external_id ?? phone ?? bsuid ?? null) !== null,
    {
      path: ["contact_id"],
      error: "is missing: name the contact by contact_id, external_id, phone or bsuid",
    },
  )
export type ToldEvent = z.output<typeof toldEvent>

/** Why one event was not recorded. */
export interface ToldError {
  /** Of the event in the request, from 0. */
  index: number
  code: EventFault | "invalid_event" | "contact_unknown" | "contact_conflict"
  message: string
  field?: string
}

/** Reads one event of a request; a `kind` may be left out. Pure. */
export function readTold(given: unknown, index: number): { told: ToldEvent } | { error: ToldError } {
  const fault = faultIn(given)
  if (fault) return { error: invalid(index, fault.what, fault.path) }
  const isPurchase = typeof given === "object" && given !== null && "product_id" in given
  const kind = isPurchase ? "purchase" : "event"
  const read = toldEvent.safeParse(typeof given === "object" && given !== null ? { kind, ...given } : given)
  if (read.success) return { told: read.data }
  const issue = read.error.issues[0]
  return { error: invalid(index, issue?.message ?? "is not valid", issue?.path ?? []) }
}

function invalid(index: number, message: string, path: readonly PropertyKey[]): ToldError {
  const field = path.join(".")
  return { index, code: "invalid_event", message, ...(field ? { field } : {}) }
}

/** What was told, of the contact that was meant. */
export function eventOf(told: ToldEvent, contactId: string, now: Date): GivenEvent {
  const of = { contactId, at: told.at ?? now, key: told.key, properties: told.properties }
  if (told.kind === "event") return { kind: "event", ...of, name: told.name, value: told.value }
  const { product_id: productId, currency, price, quantity } = told
  return { kind: "purchase", ...of, productId, currency, price, quantity }
}
