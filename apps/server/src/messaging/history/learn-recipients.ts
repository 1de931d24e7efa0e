import { waIdVariants } from "@parley/whatsapp/phone"
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { LRUCache } from "lru-cache"
import { type IdentityScope, identifyContacts } from "../../contacts/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Settled } from "../outbox/settle.ts"
import { ourId } from "../statuses.ts"

/** The person that a message of ours went to, as Meta names them. */
interface Recipient {
  /** Of the message. */
  id: string
  bsuid: string
  waId: string
  at: Date
}

/** Of the last messages of this process, the user id that Meta's answer named and the contact had: their `sent` says no more. */
const known = new LRUCache<string, string>({ max: 20_000 })

/**
 * What Meta's answer to a message tells of its person.
 * @param bsuid the user id that the contact had as the message was claimed
 * @returns undefined where it is nothing new
 */
export function newsOf<Told extends { bsuid: string }>(
  messageId: string,
  recipient: Told | undefined,
  bsuid: string | null,
): Told | undefined {
  if (recipient === undefined || recipient.bsuid !== bsuid) return recipient
  known.set(messageId, bsuid)
  return undefined
}

/** Learns Meta's user ids of people from the statuses of messages to them. */
export function learnRecipients(
  tx: Tx,
  number: IdentityScope,
  statuses: readonly StatusEvent[],
): Promise<void> {
  const told = statuses.flatMap((status): Recipient[] => {
    const { recipientBsuid: bsuid, recipientWaId: waId, timestamp: at } = status
    const id = ourId(status)
    // Every message is told of once so; the later statuses of it say the same.
    if (status.status !== "sent" || id === undefined || bsuid === undefined || waId === undefined) return []
    if (known.get(id) === bsuid) return []
    return [{ id, bsuid, waId, at }]
  })
  return learn(tx, number, told)
}

/** The same from Meta's answers to posts, as these come before any status. */
export function learnAnswered(tx: Tx, number: IdentityScope, settled: readonly Settled[]): Promise<void> {
  const told = settled.flatMap(({ id, recipient }): Recipient[] =>
    recipient === undefined ? [] : [{ id, ...recipient, at: number.now }],
  )
  return learn(tx, number, told)
}

/**
 * So a person who hides their number later is known when they write. Where everyone is known it is one statement for a batch, and none
 * where nobody is told of with an id.
 */
async function learn(tx: Tx, number: IdentityScope, recipients: readonly Recipient[]): Promise<void> {
  const told = new Map(
    recipients.map((recipient) => {
      const [form1, form2 = form1] = waIdVariants(recipient.waId)
      return [recipient.bsuid, { ...recipient, form1, form2 }]
    }),
  )
  if (told.size === 0) return
  const { rows: unknown } = await sql<{ bsuid: string; wa_id: string; at: Date }>`
    SELECT told.bsuid, told.wa_id, told.at
    FROM ${rows("told", [...told.values()], { id: "uuid", bsuid: "text", waId: "text", form1: "text", form2: "text", at: "timestamptz" })}
    -- One by one: before there are statistics of messages, a plan compared each of them with each that is told of.
    CROSS JOIN LATERAL (SELECT contact_id FROM messages WHERE id = told.id LIMIT 1) AS m
    CROSS JOIN LATERAL (SELECT id, phone, wa_id FROM contacts WHERE id = m.contact_id LIMIT 1) AS c
    WHERE (c.phone IN ('+' || told.form1, '+' || told.form2) OR c.wa_id IN (told.form1, told.form2))
      AND NOT EXISTS (SELECT FROM (SELECT * FROM contact_identities WHERE contact_id = c.id OFFSET 0) AS i
        WHERE i.kind = 'bsuid' AND i.value = told.bsuid AND i.until IS NULL)`.execute(tx)
  await identifyContacts(
    tx,
    number,
    unknown.map(({ bsuid, wa_id, at }) => ({ bsuid, waId: wa_id, at })),
  )
}
