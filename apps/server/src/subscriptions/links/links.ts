import { longestWord, understandConsent } from "@parley/model"
import { renderSVG } from "uqr"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { readableWord, requireGroup } from "../keywords/keywords.ts"

const name = z.string().trim().min(1, "must not be empty").max(200, "must have at most 200 characters")
const message = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(longestWord, `must have at most ${longestWord} characters`)

export const optInLink = z
  .object({
    id: fields.id,
    subscription_group_id: fields.id,
    name: z.string().describe("Where it is shown, such as Shop window"),
    message: z.string().describe("What the person sends; it subscribes them"),
    url: z.string().describe("Opens a chat with the number, with the message written"),
    people: z.int().describe("How many people subscribed by it"),
    created_at: fields.timestamp,
    archived_at: fields.timestamp.nullable().describe("Since then its message subscribes nobody"),
    revision: fields.revision,
  })
  .meta({ id: "OptInLink" })
export type OptInLink = z.output<typeof optInLink>

export const newOptInLink = z
  .strictObject({
    name,
    message: message.describe("Of this link alone, so that people who come by it can be counted"),
  })
  .meta({ id: "NewOptInLink" })

export const optInLinkChange = z
  .strictObject({ name: name.optional(), archived: z.boolean().optional(), revision: fields.revisionRead })
  .meta({ id: "OptInLinkChange" })

/** The links of a group with how many people each brought. */
export const selectLinks = (tx: Tx, groupId: string) =>
  tx
    .selectFrom("opt_in_links as l")
    .innerJoin("subscription_groups as g", "g.id", "l.subscription_group_id")
    .innerJoin("numbers as n", "n.id", "g.number_id")
    .select([
      "l.id",
      "l.subscription_group_id",
      "l.name",
      "l.message",
      "l.created_at",
      "l.archived_at",
      "l.revision",
      "n.display_phone_number",
      sql<number>`(SELECT count(DISTINCT contact_id) FROM consent_records AS r
        WHERE r.opt_in_link_id = l.id AND r.state = 'subscribed')`.as("people"),
    ])
    .where("l.subscription_group_id", "=", groupId)

type LinkRow = Omit<OptInLink, "url"> & { display_phone_number: string }

export const asLink = ({ display_phone_number, ...row }: LinkRow): OptInLink => ({
  ...row,
  url: chatUrl(display_phone_number, row.message),
})

/** WhatsApp, "Click to chat": digits alone, and the text percent-encoded. */
function chatUrl(phone: string, text: string): string {
  return `https://wa.me/${phone.replace(/\D/g, "")}?text=${encodeURIComponent(text)}`
}

/** @throws Problem not_found */
export async function readLink(tx: Tx, groupId: string, id: string): Promise<OptInLink> {
  const row = selectLinks(tx, groupId).where("l.id", "=", id)
  return asLink(found(await row.executeTakeFirst(), "opt-in link"))
}

/** @throws Problem not_found for the group; invalid_request; conflict when another link of the group has the message */
export async function createLink(
  tx: Tx,
  request: { workspaceId: string; groupId: string; link: z.output<typeof newOptInLink>; now: Date },
): Promise<OptInLink> {
  const { workspaceId, groupId, link, now } = request
  await requireGroup(tx, groupId)
  const folded = readableWord(link.message, "message")
  const usually = understandConsent(link.message, "typed")?.says
  if (usually === "stop" || usually === "help" || usually === "maybe_stop" || usually === "yes") {
    throw new Problem("invalid_request", `“${link.message}” says something else than a wish to subscribe.`, {
      field: "message",
      help: "Write what the person wants, such as “Send me offers”.",
    })
  }
  await refuseKeyword(tx, groupId, { message: link.message, folded })
  const made = await tx
    .insertInto("opt_in_links")
    .values({
      workspace_id: workspaceId,
      subscription_group_id: groupId,
      name: link.name,
      message: link.message,
      folded,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["subscription_group_id", "folded"]).doNothing())
    .returning("id")
    .executeTakeFirst()
  if (made) return readLink(tx, groupId, made.id)
  throw new Problem("conflict", "Another link of the group has this message.", {
    field: "message",
    help: "Write it in another way, so that people who come by this link can be counted.",
  })
}

/** @throws Problem conflict where the message is a keyword, of the group or of all */
async function refuseKeyword(
  tx: Tx,
  groupId: string,
  { message, folded }: { message: string; folded: string },
): Promise<void> {
  const keyword = await tx
    .selectFrom("consent_keywords")
    .select("meaning")
    .where("folded", "=", folded)
    .where((is) =>
      is.or([is("subscription_group_id", "=", groupId), is("subscription_group_id", "is", null)]),
    )
    .executeTakeFirst()
  if (!keyword) return
  throw new Problem("conflict", `“${message}” is a keyword of the group already.`, {
    field: "message",
    help: "Write another message, or delete the keyword.",
  })
}

/** @throws Problem not_found, conflict when someone else has changed it since `revision`, or its message is a keyword by now */
export async function changeLink(
  tx: Tx,
  request: { groupId: string; id: string; change: z.output<typeof optInLinkChange>; now: Date },
): Promise<OptInLink> {
  const { groupId, id, change, now } = request
  const row = tx
    .selectFrom("opt_in_links")
    .select(["name", "message", "folded", "archived_at", "revision"])
    .where("subscription_group_id", "=", groupId)
    .where("id", "=", id)
    .forUpdate()
  const link = found(await row.executeTakeFirst(), "opt-in link")
  requireRevision(link, change.revision, "opt-in link")
  const isArchived = change.archived ?? link.archived_at !== null
  if (link.archived_at !== null && !isArchived) await refuseKeyword(tx, groupId, link)
  await tx
    .updateTable("opt_in_links")
    .set({ name: change.name ?? link.name, archived_at: isArchived ? (link.archived_at ?? now) : null })
    .where("id", "=", id)
    .execute()
  return readLink(tx, groupId, id)
}

/** Dark on light with a quiet zone, as scanners want it whatever the page looks like. */
export const qrCode = (url: string): string => renderSVG(url, { border: 4, ecc: "M" })
