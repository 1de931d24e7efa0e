/** Which contact a program means by an external id, an alias, Meta's user id or a phone, made where there is none. */
import { parsePhone, waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { isRace, type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import { createContacts, updateContacts } from "../write-contacts.ts"
import { addAliases } from "./aliases.ts"

/** A person as a program names them, by one of these at least. */
export interface NamedContact {
  external_id?: string | undefined
  /** E.164 */
  phone?: string | undefined
  bsuid?: string | undefined
  /** Of the bsuid, where it is known; default: the workspace's only one */
  portfolio?: string | undefined
  alias?: { label: string; name: string } | undefined
}

export type FoundContact =
  | { contactId: string; isNew: boolean }
  /** The phone is that of a contact with another external id, and may not be shared. */
  | { contactId: undefined; conflictsWith: string }

interface Match {
  id: string
  external_id: string | null
}

interface Matches {
  byExternalId: Match | null
  byAlias: Match | null
  byBsuid: Match | null
  byPhone: Match | null
}

const nobody: Matches = { byExternalId: null, byAlias: null, byBsuid: null, byPhone: null }
const attempts = 8

/**
 * The contact of each of these, in their order: by the external id first, then the alias, Meta's user id, and the phone in every form
 * that WhatsApp may report. A contact without an external id that is found otherwise gets the one that was named, and an alias that
 * nobody has is given to the contact that was found. Concurrent calls for one person give one contact.
 * @param mayShare a phone that a contact with another external id has is shared; otherwise that is a conflict
 */
export async function findOrCreateContacts(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  named: readonly NamedContact[],
  { mayShare = false }: { mayShare?: boolean } = {},
): Promise<FoundContact[]> {
  const made = new Set<string>()
  const scope = { workspaceId, now }
  for (let races = 0; ; ) {
    const matches = await findMatches(tx, workspaceId, named)
    const plan = planOf(named, matches, mayShare)
    if (plan.creates.length + plan.adoptions.length + plan.aliases.length === 0)
      return plan.found.map((one) =>
        one.contactId === undefined ? one : { contactId: one.contactId, isNew: made.has(one.contactId) },
      )
    await sql`SAVEPOINT find_or_create`.execute(tx)
    try {
      for (const id of await carryOut(tx, scope, plan, mayShare)) made.add(id)
      await sql`RELEASE SAVEPOINT find_or_create`.execute(tx)
    } catch (error) {
      races += 1
      if (!isRace(error) || races === attempts) throw error
      await sql`ROLLBACK TO SAVEPOINT find_or_create`.execute(tx)
    }
  }
}

/** The contact of each of these, in their order; nobody is made. */
export async function findContacts(
  tx: Tx,
  workspaceId: string,
  named: readonly NamedContact[],
): Promise<(string | undefined)[]> {
  const matches = await findMatches(tx, workspaceId, named)
  return matches.map(
    ({ byExternalId, byAlias, byBsuid, byPhone }) => (byExternalId ?? byAlias ?? byBsuid ?? byPhone)?.id,
  )
}

interface Plan {
  found: FoundContact[]
  creates: NamedContact[]
  /** Contacts that get the external id that was named. */
  adoptions: { contactId: string; externalId: string }[]
  aliases: { contactId: string; label: string; name: string }[]
}

/** What is to be done next. Who has something in common with one who is made now waits until that one is there. Pure. */
function planOf(named: readonly NamedContact[], matches: readonly Matches[], mayShare: boolean): Plan {
  const plan: Plan = { found: [], creates: [], adoptions: [], aliases: [] }
  const claimed = new Set<string>()
  const isClaimed = (keys: string[]) => {
    const is = keys.some((key) => claimed.has(key))
    for (const key of keys) claimed.add(key)
    return is
  }
  for (const [index, one] of named.entries()) {
    const { byExternalId, byAlias, byBsuid, byPhone } = matches[index] ?? nobody
    const others = [byAlias, byBsuid, byPhone].find((match) => match !== null) ?? null
    const isTaken = one.external_id !== undefined && others !== null && others.external_id !== null
    const match = byExternalId ?? (isTaken ? null : others)
    if (match !== null) {
      plan.found.push({ contactId: match.id, isNew: false })
      if (one.external_id !== undefined && byExternalId === null && !isClaimed([`adopts ${match.id}`]))
        plan.adoptions.push({ contactId: match.id, externalId: one.external_id })
      if (one.alias && byAlias === null && !isClaimed([aliasKey(one.alias)]))
        plan.aliases.push({ contactId: match.id, ...one.alias })
      continue
    }
    if (
      isTaken &&
      others !== null &&
      (byPhone === null || !mayShare || byAlias !== null || byBsuid !== null)
    ) {
      plan.found.push({ contactId: undefined, conflictsWith: others.id })
      continue
    }
    if (!isClaimed(keysOf(one, mayShare))) plan.creates.push(one)
  }
  return plan
}

const aliasKey = ({ label, name }: { label: string; name: string }) => JSON.stringify([label, name])

function keysOf({ external_id, phone, bsuid, alias }: NamedContact, mayShare: boolean): string[] {
  const forms = phone === undefined ? [] : waIdVariants(waIdOf(phone))
  // With external ids of their own they may share it.
  const isShared = mayShare && external_id !== undefined
  return [
    ...(external_id === undefined ? [] : [`external ${external_id}`]),
    ...(bsuid === undefined ? [] : [`bsuid ${bsuid}`]),
    ...(alias === undefined ? [] : [aliasKey(alias)]),
    ...(forms.length === 0 || isShared ? [] : [`phone ${forms.toSorted()[0]}`]),
  ]
}

async function carryOut(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  { creates, adoptions, aliases }: Plan,
  mayShare: boolean,
): Promise<string[]> {
  const { workspaceId, now } = scope
  const portfolio = creates.find((one) => one.portfolio !== undefined)?.portfolio
  if (portfolio) await sql`SELECT set_config('parley.portfolio', ${portfolio}, true)`.execute(tx)
  const drafts = creates.map(({ external_id, phone, bsuid }) => ({
    patch: {
      ...(external_id === undefined ? {} : { external_id }),
      ...(phone === undefined ? {} : { phone }),
      ...(bsuid === undefined ? {} : { bsuid }),
    },
    phoneCountry: countryOf(phone),
    mayShare,
  }))
  const ids = await createContacts(tx, workspaceId, drafts, now)
  if (portfolio) await sql`SELECT set_config('parley.portfolio', '', true)`.execute(tx)
  const ofNew = creates.flatMap(({ alias }, index) => {
    const contactId = ids[index]
    return alias && contactId ? [{ contactId, ...alias }] : []
  })
  await addAliases(tx, scope, [...ofNew, ...aliases])
  await updateContacts(
    tx,
    adoptions.map(({ contactId, externalId }) => ({
      contactId,
      draft: { patch: { external_id: externalId }, phoneCountry: undefined },
    })),
    now,
  )
  return ids
}

function countryOf(phone: string | undefined): string | undefined {
  const parsed = phone === undefined ? undefined : parsePhone(phone)
  return parsed?.ok ? parsed.country : undefined
}

/** Who has which identifier: one statement, and an index for each. */
async function findMatches(tx: Tx, workspaceId: string, named: readonly NamedContact[]): Promise<Matches[]> {
  if (named.length === 0) return []
  const keys = named.map(({ external_id, phone, bsuid, alias }) => {
    const [form1, form2] = phone === undefined ? [] : waIdVariants(waIdOf(phone))
    return { external_id, bsuid, label: alias?.label, name: alias?.name, form1, form2 }
  })
  const match = (which: RawBuilder<unknown>) => sql`
    (SELECT json_build_object('id', c.id, 'external_id', c.external_id) FROM (${which}) AS has JOIN contacts AS c ON c.id = has.contact_id)`
  const known = (kind: string, value: RawBuilder<unknown>, scope = sql``) => sql`
    SELECT contact_id FROM contact_identities
    WHERE workspace_id = ${workspaceId} AND kind = ${sql.lit(kind)} AND value = ${value} ${scope} AND until IS NULL LIMIT 1`
  const column = (name: "phone" | "wa_id" | "external_id", value: RawBuilder<unknown>) => sql`
    SELECT id AS contact_id FROM contacts WHERE workspace_id = ${workspaceId} AND ${sql.ref(name)} = ${value}
    ORDER BY phone_share LIMIT 1`
  const forms = [sql`t.form1`, sql`t.form2`]
  const byPhone = [
    ...forms.map((form) => match(column("phone", sql`'+' || ${form}`))),
    ...forms.map((form) => match(known("phone", sql`'+' || ${form}`))),
    ...forms.map((form) => match(column("wa_id", form))),
  ]
  const { rows: matches } = await sql<Matches>`
    SELECT coalesce(${match(column("external_id", sql`t.external_id`))}, ${match(known("external", sql`t.external_id`))}) AS "byExternalId",
      ${match(known("alias", sql`t.name`, sql`AND scope = t.label`))} AS "byAlias",
      ${match(known("bsuid", sql`t.bsuid`))} AS "byBsuid",
      coalesce(${sql.join(byPhone)}) AS "byPhone"
    FROM ${rows("t", keys, { external_id: "text", bsuid: "text", label: "text", name: "text", form1: "text", form2: "text" })}
    ORDER BY t.position`.execute(tx)
  return matches
}
