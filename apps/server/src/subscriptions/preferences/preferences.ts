import { sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { changeSubscriptions } from "../change-subscriptions.ts"
import type { ShownGroup } from "./page.ts"

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Of a contact what their preference page shows and changes, beside subscriptions. */
    preferences?: {
      /** @returns undefined for a contact that there is not */
      read(tx: Tx, contactId: string): Promise<{ language: string | null } | undefined>
      /** The contact that one was merged into; undefined: it was not. */
      contactNow(tx: Tx, contactId: string): Promise<string | undefined>
      setLanguage(tx: Tx, change: { contactId: string; language: string; now: Date }): Promise<void>
    }
  }
}

export interface Preferences {
  business: string
  groups: ShownGroup[]
  language: string | null
}

/** A link that was made for a contact who was merged since is the other one's: the two are one person. */
export async function ownerOfLink(tx: Tx, rooms: readonly Room[], contactId: string): Promise<string> {
  return (await firstAnswer(rooms, (room) => room.preferences?.contactNow(tx, contactId))) ?? contactId
}

/** What a contact may choose: the groups in use of numbers that are connected, and those to which they are subscribed. */
export async function readPreferences(
  tx: Tx,
  rooms: readonly Room[],
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
): Promise<Preferences | undefined> {
  const person = await firstAnswer(rooms, (room) => room.preferences?.read(tx, contactId))
  if (person === undefined) return undefined
  const { rows: groups } = await sql<ShownGroup>`
    SELECT g.id, g.name, n.display_phone_number AS number, coalesce(s.state = 'subscribed', false) AS "isSubscribed"
    FROM subscription_groups g JOIN numbers n ON n.id = g.number_id
    LEFT JOIN subscriptions s ON s.subscription_group_id = g.id AND s.contact_id = ${contactId}
    WHERE g.archived_at IS NULL AND (n.disconnected_at IS NULL OR s.state = 'subscribed')
    ORDER BY g.name, g.id LIMIT 200`.execute(tx)
  const { name: business } = await tx
    .selectFrom("workspaces")
    .select("name")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  return { business, groups, language: person.language }
}

/** What someone sent from their page. */
export interface Choice {
  /** Groups that are ticked. */
  ticked: ReadonlySet<string>
  /** How the page showed its groups. */
  shown: ReadonlyMap<string, "subscribed" | "unsubscribed">
  stopAll: boolean
  language: string | null
  shownLanguage: string | null
}

/**
 * Records what the person turned on their page, and nothing else: what they said elsewhere since it was made stays.
 * @returns false: there is no such contact
 */
export async function savePreferences(
  tx: Tx,
  rooms: readonly Room[],
  request: { workspaceId: string; contactId: string; choice: Choice; issuedAt: Date; now: Date },
): Promise<boolean> {
  const { workspaceId, contactId, choice, issuedAt, now } = request
  const known = await readPreferences(tx, rooms, request)
  if (known === undefined) return false
  const evidence = `Their own preference page, by the link of ${issuedAt.toISOString().slice(0, 10)}`
  // One after the other in the order of their ids: at most two hundred, and each is its own list of subscriptions.
  for (const { id } of known.groups.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const shown = choice.shown.get(id)
    const state = choice.stopAll || !choice.ticked.has(id) ? "unsubscribed" : "subscribed"
    if (shown === undefined || (state === shown && !choice.stopAll)) continue
    const change = { contactId, state, source: "preference_page", evidence, givenAt: now } as const
    await changeSubscriptions(tx, {
      workspaceId,
      groupId: id,
      changes: [change],
      actor: "contact",
      now,
      rooms,
    })
  }
  if (choice.language !== null && choice.language !== choice.shownLanguage) {
    const { language } = choice
    for (const room of rooms) await room.preferences?.setLanguage(tx, { contactId, language, now })
  }
  return true
}

async function firstAnswer<Answer>(
  rooms: readonly Room[],
  ask: (room: Room) => Promise<Answer | undefined> | undefined,
): Promise<Answer | undefined> {
  for (const room of rooms) {
    const answer = await ask(room)
    if (answer !== undefined) return answer
  }
  return undefined
}
