import { parsePhone, personOfPhone } from "@parley/whatsapp/phone"
import { recordEvents } from "../../events/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { createContacts, recogniseAll } from "../write-contacts.ts"
import { eventOf, readTold, type ToldError, type ToldEvent } from "./told-event.ts"

/**
 * Records what clients tell of people; those that nobody knows become contacts. What is wrong is reported with its event, and the rest
 * is recorded.
 */
export async function recordTold(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  given: readonly unknown[],
): Promise<{ recorded: number; repeated: number; errors: ToldError[] }> {
  const read = given.map(readTold)
  const errors: ToldError[] = []
  const told: { index: number; told: ToldEvent }[] = []
  for (const [index, each] of read.entries()) {
    if ("error" in each) errors.push(each.error)
    else told.push({ index, told: each.told })
  }
  const contacts = await contactsOf(tx, scope, told)
  const events: ReturnType<typeof eventOf>[] = []
  const places: number[] = []
  for (const { index, told: one } of told) {
    const contact = contacts.get(nameOf(one))
    if (typeof contact === "string") {
      events.push(eventOf(one, contact, scope.now))
      places.push(index)
    } else errors.push({ index, ...(contact ?? unknown) })
  }
  const result = await recordEvents(tx, scope, events)
  errors.push(
    ...result.errors.map(({ index, field, ...error }) => ({
      ...error,
      index: places[index] ?? 0,
      ...(field === undefined ? {} : { field: field === "time" ? "at" : field }),
    })),
  )
  return { ...result, errors: errors.toSorted((one, other) => one.index - other.index) }
}

const unknown = {
  code: "contact_unknown",
  message: "There is no such contact in this workspace.",
  field: "contact_id",
} as const

/** The same for everything that names one contact in the same way. */
const nameOf = ({ contact_id, external_id, phone, bsuid }: ToldEvent) =>
  contact_id ?? JSON.stringify([external_id ?? null, phone ? personOfPhone(phone) : null, bsuid ?? null])

/** Who is meant, by `nameOf`: an id, or what is wrong. They are locked, so that none of them is erased meanwhile. */
async function contactsOf(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  told: readonly { told: ToldEvent }[],
): Promise<Map<string, string | Omit<ToldError, "index">>> {
  const found = new Map<string, string | Omit<ToldError, "index">>()
  const named = new Map(told.map(({ told: one }) => [nameOf(one), one]))
  const byIdentifier = [...named].filter(([, { contact_id }]) => contact_id === undefined)
  const drafts = byIdentifier.map(([name, { external_id, phone, bsuid }]) => {
    const parsed = phone ? parsePhone(phone) : undefined
    return {
      name,
      patch: { external_id, phone, bsuid },
      phoneCountry: parsed?.ok ? parsed.country : undefined,
    }
  })
  const identities = await recogniseAll(tx, workspaceId, drafts)
  const missing = drafts.filter((_, index) => identities[index]?.kind === "unknown")
  for (const [index, { name }] of drafts.entries()) {
    const identity = identities[index]
    if (identity?.kind === "known") found.set(name, identity.contactId)
    if (identity?.kind === "conflict")
      found.set(name, {
        code: "contact_conflict",
        message: `The ${identity.message}.`,
        field: identity.field,
      })
  }
  // Two ways to name one new person meet in the unique keys, and the request is tried again by the one way that is left.
  const created = await createContacts(tx, workspaceId, missing, now)
  for (const [index, { name }] of missing.entries()) {
    const id = created[index]
    if (id !== undefined) found.set(name, id)
  }
  const ids = [...named.values()].flatMap(({ contact_id }) => contact_id ?? [])
  const known = [...found.values()].filter((contact) => typeof contact === "string")
  const { rows: locked } = await sql<{ id: string }>`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${[...ids, ...known]}::uuid[])
    ORDER BY id FOR KEY SHARE`.execute(tx)
  for (const { id } of locked) if (named.has(id)) found.set(id, id)
  return found
}
