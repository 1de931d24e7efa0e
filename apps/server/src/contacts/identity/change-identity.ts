import type { Occurrence } from "@parley/model"
import { parsePhone, waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import type { NumberChangedEvent } from "@parley/whatsapp/webhooks"
import { record } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { recordIdentityChange } from "../../subscriptions/index.ts"
import { type ChangedColumns, changedColumns } from "../changed-columns.ts"
import { type IdentityScope, takeNumbers } from "./identify-contacts.ts"
import { mergeContacts } from "./merge-contacts.ts"
import { learnBsuids, portfolioOf } from "./portfolios.ts"

interface Known {
  id: string
  bsuid: string | null
  external_id: string | null
  has_old: boolean
  has_new: boolean
}

/**
 * Contacts who moved to another phone number, or got another id at Meta, keep what they are: the new identity
 * replaces the old one, and a contact who has it already is merged into them. Only the contact who has the old
 * identity moves, and only one who was there when it happened: a webhook seen twice finds nobody, and a late one never
 * moves a person who has got the number since. Their consent comes along, with a consent record that says so.
 */
export async function changeIdentities(
  tx: Tx,
  scope: IdentityScope,
  changes: readonly NumberChangedEvent[],
): Promise<void> {
  // One after the other: someone may move on from where an earlier change brought them. There are few.
  for (const change of changes.toSorted((one, other) => +one.timestamp - +other.timestamp)) {
    await changeIdentity(tx, scope, change)
  }
}

async function changeIdentity(tx: Tx, scope: IdentityScope, change: NumberChangedEvent) {
  const { workspaceId, now } = scope
  const { change: kind, from, newWaId, newBsuid, timestamp } = change
  const isNumber = kind === "user_changed_number"
  if ((isNumber ? newWaId : newBsuid) === undefined) return
  const has = (waId: string | undefined, bsuid: string | undefined) => {
    const forms = waId === undefined ? [] : waIdVariants(waId)
    return sql`(id = (SELECT contact_id FROM contact_identities WHERE workspace_id = ${workspaceId} AND kind = 'bsuid'
        AND value = ${bsuid ?? null}::text AND until IS NULL LIMIT 1) OR wa_id = ANY (${forms}::text[])
      OR phone = ANY (${forms.map((form) => `+${form}`)}::text[]))`
  }
  const old = isNumber ? has(from.waId, undefined) : has(undefined, from.bsuid)
  const { rows } = await sql<Known>`
    SELECT id, external_id, coalesce(${old} AND created_at <= ${timestamp}, false) AS has_old,
      coalesce(${has(newWaId, newBsuid)}, false) AS has_new,
      (SELECT value FROM contact_identities AS i WHERE i.contact_id = contacts.id AND i.kind = 'bsuid' AND i.until IS NULL
        AND i.scope = ${portfolioOf(workspaceId, scope.numberId)} LIMIT 1) AS bsuid
    FROM contacts WHERE workspace_id = ${workspaceId} AND (${old} OR ${has(newWaId, newBsuid)})
    ORDER BY id FOR UPDATE OF contacts`.execute(tx)
  const person = rows.find((row) => row.has_old)
  // The number may belong to another person now: then another person's id has it.
  if (person === undefined || (isNumber && person.bsuid && from.bsuid && person.bsuid !== from.bsuid)) return
  const own = [person.bsuid, from.bsuid, newBsuid].filter((id) => typeof id === "string")
  // Who had the new number before is not the person who has it now.
  const isOther = ({ bsuid }: Known) => isNumber && bsuid !== null && own.length > 0 && !own.includes(bsuid)
  const known = rows.filter((row) => row.id !== person.id && row.has_new)
  const others = known.filter((row) => !isOther(row))
  // Two contacts with different external ids stay two, as everywhere.
  if (person.external_id !== null && others.some((other) => other.external_id !== null)) return
  const pairs = others.map((other) => ({ from: other.id, into: person.id }))
  await mergeContacts(tx, scope, pairs)
  await takeNumbers(
    tx,
    scope,
    known.filter(isOther).map(({ id }) => ({ id, until: timestamp })),
  )
  const parsed = newWaId === undefined ? undefined : parsePhone(`+${waIdOf(newWaId)}`)
  if (newBsuid !== undefined) await learnBsuids(tx, scope, [{ contactId: person.id, bsuid: newBsuid }])
  const { rows: moved } = await sql<ChangedColumns>`
    UPDATE contacts SET wa_id = coalesce(${newWaId ?? null}, wa_id),
      bsuid = CASE WHEN bsuid IS NULL OR bsuid = ${from.bsuid ?? null} THEN coalesce(${newBsuid ?? null}, bsuid) ELSE bsuid END,
      phone = coalesce(${parsed?.ok ? parsed.e164 : null}, phone),
      phone_share = ${parsed?.ok ? sql`CASE WHEN phone = ${parsed.e164} THEN phone_share ELSE 0 END` : sql`phone_share`}, updated_at = ${now}
    WHERE id = ${person.id}
    RETURNING ${changedColumns}`.execute(tx)
  const of = { workspace_id: workspaceId, contact_id: person.id, at: now.toISOString() }
  await record(tx, [
    ...moved.map((changed): Occurrence => ({ kind: "contact_changed", ...of, ...changed })),
    { kind: "identity_changed", ...of, change: isNumber ? "number" : "user_id" },
  ])
  const evidence = evidenceOf(change)
  await recordIdentityChange(tx, { contactId: person.id, evidence, changedAt: timestamp, now })
}

/** From what to what, and Meta's message that says so. */
function evidenceOf({ change, id, from, newWaId, newBsuid, body }: NumberChangedEvent): string {
  const isNumber = change === "user_changed_number"
  const [before, after] = isNumber ? [`+${from.waId}`, `+${newWaId}`] : [from.bsuid, newBsuid]
  const words = body ? `: ${body.toWellFormed().slice(0, 1000)}` : ""
  return `From ${before} to ${after}, by WhatsApp's message ${id}${words}`
}
