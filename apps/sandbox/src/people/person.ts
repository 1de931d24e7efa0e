/**
 * The people of the sandbox. Anyone can be written to: a person is derived from the number, the same
 * every time, and only what was changed about one is kept.
 */
import { createHash } from "node:crypto"
import { z } from "zod"
import { type BehaviourChange, behaviourChangeSchema, hash, sequence } from "./behaviour.ts"

export const personChangeSchema = z.strictObject({
  name: z.string().min(1).max(128).optional(),
  username: z.string().min(1).max(64).optional(),
  /** Behind a username: webhooks carry the business-scoped user id only. */
  number_hidden: z.boolean().optional(),
  /** The wa_id Meta reports where it differs from the number that was dialled (Brazil, Mexico, Argentina). */
  wa_id_reported: z
    .string()
    .regex(/^\d{5,20}$/)
    .optional(),
  behaviour: behaviourChangeSchema.optional(),
  /** Ids of phone numbers this person has blocked. */
  blocked_numbers: z.array(z.string()).optional(),
  /** Ids of phone numbers this person wants no marketing from (131050). */
  marketing_stopped: z.array(z.string()).optional(),
  /** The person's present key, for businesses that check it (137000). */
  identity_key_hash: z.string().min(1).max(64).optional(),
})

export const personSchema = personChangeSchema.extend({
  wa_id: z.string(),
  /** The number this person uses now; the old one is on WhatsApp no more. */
  moved_to: z.string().optional(),
  /** The numbers before this one, the latest first: their chats continue here. */
  moved_from: z.array(z.string()).optional(),
})
export type PersonRecord = z.infer<typeof personSchema>

/** A person as webhooks describe them. */
export interface Person {
  waId: string
  name: string
  username: string | undefined
  isNumberHidden: boolean
  /** The wa_id that answers and webhooks carry. */
  reportedWaId: string
  behaviour: BehaviourChange | undefined
  blockedNumbers: readonly string[]
  marketingStopped: readonly string[]
}

const firstNames = [
  "Ana",
  "Ben",
  "Chiara",
  "Dmitri",
  "Elif",
  "Femi",
  "Grace",
  "Hana",
  "Ibrahim",
  "João",
  "Kavya",
  "Liam",
  "María",
  "Noor",
  "Olga",
  "Priya",
  "Quentin",
  "Rosa",
  "Sanjay",
  "Thandi",
  "Uma",
  "Victor",
  "Wei",
  "Zoë",
]
const lastNames = [
  "Almeida",
  "Bauer",
  "Costa",
  "Das",
  "Eze",
  "Fischer",
  "García",
  "Haddad",
  "Ito",
  "Jensen",
  "Khan",
  "Lopez",
  "Müller",
  "Nguyen",
  "Okafor",
  "Patel",
  "Rossi",
  "Silva",
  "Tanaka",
  "Yilmaz",
]

export function personOf(waId: string, record: PersonRecord | undefined): Person {
  return {
    waId,
    name: record?.name ?? nameOf(Number(waId)),
    username: record?.username,
    isNumberHidden: record?.number_hidden ?? false,
    reportedWaId: record?.wa_id_reported ?? waId,
    behaviour: record?.behaviour,
    blockedNumbers: record?.blocked_numbers ?? [],
    marketingStopped: record?.marketing_stopped ?? [],
  }
}

/** The person's present key: what was said it is, or one that follows from the number. */
export function identityKeyOf(waId: string, record: PersonRecord | undefined): string {
  return (
    record?.identity_key_hash ?? createHash("sha256").update(`key of ${waId}`).digest("base64").slice(0, 12)
  )
}

function nameOf(waId: number): string {
  const draw = sequence(hash(waId, 1))
  const pick = (names: readonly string[]) => names[Math.floor(draw() * names.length)] ?? "Kim"
  return `${pick(firstNames)} ${pick(lastNames)}`
}
