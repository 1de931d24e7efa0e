import { z } from "zod"
import { jsonText, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { requireGroup } from "./keywords.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Whether a text of a message may be sent as it is. @throws Problem invalid_request naming the field */
    checkText?(text: string, field: string): void
  }
}

const occasions = ["goodbye", "welcome", "help", "confirm"] as const
export const occasion = z
  .enum(occasions)
  .describe(
    "goodbye: someone unsubscribed by a message; welcome: subscribed; help: asked for help; confirm: asked to subscribe, where the group asks twice",
  )
export type Occasion = (typeof occasions)[number]

/** As WhatsApp has it: of a text message with buttons, and of a button. */
const longestText = 1024
const longestButton = 20

const replyText = z.strictObject({
  language: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/, "a language such as es or pt_BR")
    .describe("Such as es or pt_BR"),
  text: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(longestText, `must have at most ${longestText} characters`)
    .describe("Liquid, such as {{ contact.first_name }} and {{ contact.preference_link }}"),
  button: z
    .string()
    .trim()
    .min(1)
    .max(longestButton, `must have at most ${longestButton} characters`)
    .optional()
    .describe("Of `confirm`: what the button says by which people confirm. Default: Yes"),
})
export type ReplyText = z.output<typeof replyText>

const texts = z
  .array(replyText)
  .max(80)
  .describe("One a language; the first is for people whose language is not among them")

export const consentReply = z
  .object({ occasion, enabled: z.boolean(), texts, revision: fields.revision.nullable() })
  .meta({ id: "ConsentReply" })
export const consentReplies = z.object({ data: z.array(consentReply) }).meta({ id: "ConsentReplies" })
export type ConsentReply = z.output<typeof consentReply>

export const replyChange = z
  .strictObject({ enabled: z.boolean(), texts, revision: fields.revisionRead })
  .meta({ id: "ConsentReplyChange" })

/** What a group answers by itself, of each occasion; nothing until someone turns it on. */
export async function repliesOf(tx: Tx, groupId: string): Promise<ConsentReply[]> {
  const rows = await tx
    .selectFrom("consent_replies")
    .select(["occasion", "is_on", "texts", "revision"])
    .where("subscription_group_id", "=", groupId)
    .execute()
  const known = new Map(rows.map((row) => [row.occasion, row]))
  return occasions.map((one) => {
    const row = known.get(one)
    return {
      occasion: one,
      enabled: row?.is_on ?? false,
      texts: row === undefined ? [] : texts.parse(row.texts),
      revision: row?.revision ?? null,
    }
  })
}

/** @throws Problem not_found; invalid_request; conflict where someone else has changed it since `revision` */
export async function changeReply(
  tx: Tx,
  rooms: readonly Room[],
  request: {
    workspaceId: string
    groupId: string
    occasion: Occasion
    change: z.output<typeof replyChange>
    now: Date
  },
): Promise<ConsentReply> {
  const { workspaceId, groupId, change, now } = request
  await requireGroup(tx, groupId)
  refuseUnsendable(rooms, change)
  if (request.occasion === "confirm" && !change.enabled) await refuseWithoutQuestion(tx, groupId)
  const known = await tx
    .selectFrom("consent_replies")
    .select("revision")
    .where("subscription_group_id", "=", groupId)
    .where("occasion", "=", request.occasion)
    .forUpdate()
    .executeTakeFirst()
  if (known) requireRevision(known, change.revision, "reply")
  const values = { is_on: change.enabled, texts: jsonText(change.texts), updated_at: now }
  const { revision } = await tx
    .insertInto("consent_replies")
    .values({
      workspace_id: workspaceId,
      subscription_group_id: groupId,
      occasion: request.occasion,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(["subscription_group_id", "occasion"]).doUpdateSet(values))
    .returning("revision")
    .executeTakeFirstOrThrow()
  return { occasion: request.occasion, enabled: change.enabled, texts: change.texts, revision }
}

function refuseUnsendable(rooms: readonly Room[], change: z.output<typeof replyChange>): void {
  if (change.enabled && change.texts.length === 0) {
    throw new Problem("invalid_request", "A reply needs a text.", {
      field: "texts",
      help: "Write it in one language at least, or turn the reply off.",
    })
  }
  const languages = new Set<string>()
  for (const [index, { language, text }] of change.texts.entries()) {
    const key = languageKey(language)
    if (languages.has(key)) {
      throw new Problem("invalid_request", `There are two texts in ${language}.`, {
        field: `texts.${index}.language`,
      })
    }
    languages.add(key)
    for (const room of rooms) room.checkText?.(text, `texts.${index}.text`)
  }
}

/** @throws Problem conflict */
async function refuseWithoutQuestion(tx: Tx, groupId: string): Promise<void> {
  const asksTwice = tx
    .selectFrom("subscription_groups")
    .select("id")
    .where("id", "=", groupId)
    .where("double_opt_in", "=", true)
  if ((await asksTwice.executeTakeFirst()) === undefined) return
  throw new Problem("conflict", "The group's double opt-in asks this question.", {
    field: "enabled",
    help: "Turn the double opt-in off first.",
  })
}

const languageKey = (language: string) => language.toLowerCase().replaceAll("-", "_")

/** The text of a reply for someone of a language: exactly that, else another form of it, else the first. Pure. */
export function replyTextFor(all: readonly ReplyText[], language: string | null): ReplyText | undefined {
  if (language === null) return all[0]
  const wanted = languageKey(language)
  const base = (key: string) => key.split("_")[0]
  return (
    all.find((one) => languageKey(one.language) === wanted) ??
    all.find((one) => languageKey(one.language) === base(wanted)) ??
    all.find((one) => base(languageKey(one.language)) === base(wanted)) ??
    all[0]
  )
}
