import type { ContactField } from "@parley/model"
import { addAliases, type ContactDraft, createContacts } from "../../../contacts/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import { findUsers, type User } from "../find-users.ts"
import type { UserKey } from "../user-key.ts"
import { type Addressed, nameOfKey } from "./read-objects.ts"

type Patch = Partial<Record<ContactField, string | null>>

/** What is said of one user of a request, in the order of its objects. */
export interface UserDraft {
  key: UserKey
  mayCreate: boolean
  patch: Patch
  phoneCountry: string | undefined
  invalidPhone: string | undefined
}

/** A user of a request and their contact. */
export interface FoundUser {
  contactId: string
  /** What is still to be written; undefined: nothing, or the contact was made with it. */
  draft: ContactDraft | undefined
}

export const emptyDraft = ({ key, mayCreate }: Pick<Addressed, "key" | "mayCreate">): UserDraft => ({
  key,
  mayCreate,
  patch: {},
  phoneCountry: undefined,
  invalidPhone: undefined,
})

/** Clients of Braze make several users with one phone. */
const contactDraft = (draft: UserDraft, more: Patch = {}): ContactDraft => ({
  patch: { ...draft.patch, ...more },
  phoneCountry: draft.phoneCountry,
  mayShare: true,
  invalidPhone: draft.invalidPhone,
})

const isSaid = ({ patch, invalidPhone }: UserDraft) =>
  invalidPhone !== undefined || Object.keys(patch).length > 0

/**
 * The contact of each user, by the name of the key. Where there is none one is created, if the request says that it may be. An external
 * id that nobody has, with the phone of a contact without one, goes to that contact: they wrote before the client's system knew them.
 * A user that is neither found nor created is left out.
 */
export async function findOrCreate(
  tx: Tx,
  drafts: ReadonlyMap<string, UserDraft>,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<Map<string, FoundUser>> {
  const all = [...drafts]
  const phones = all.flatMap(([, { key, mayCreate, patch }]): UserKey[] =>
    key.kind === "external_id" && mayCreate && patch.phone ? [{ kind: "phone", value: patch.phone }] : [],
  )
  const phonesByName = new Map(phones.map((key, index) => [nameOfKey(key), index]))
  const found = await findUsers(tx, workspaceId, [...all.map(([, { key }]) => key), ...phones])
  const byPhone = (phone: string): User[] => {
    const index = phonesByName.get(nameOfKey({ kind: "phone", value: phone }))
    return index === undefined ? [] : (found[all.length + index] ?? [])
  }

  const users = new Map<string, FoundUser>()
  const missing: { name: string; draft: UserDraft }[] = []
  const taken = new Set<string>()
  for (const [index, [name, draft]] of all.entries()) {
    const user = bestOf(found[index] ?? [])
    if (user) {
      users.set(name, { contactId: user.id, draft: isSaid(draft) ? contactDraft(draft) : undefined })
      continue
    }
    if (!draft.mayCreate) continue
    const { key, patch } = draft
    const unidentified =
      key.kind === "external_id" && patch.phone
        ? byPhone(patch.phone).find(({ id, external_id }) => external_id === null && !taken.has(id))
        : undefined
    if (unidentified) {
      taken.add(unidentified.id)
      users.set(name, { contactId: unidentified.id, draft: contactDraft(draft, identityOf(key)) })
    } else missing.push({ name, draft })
  }

  const created = await createContacts(
    tx,
    workspaceId,
    missing.map(({ draft }) => contactDraft(draft, identityOf(draft.key))),
    now,
  )
  missing.forEach(({ name }, index) => {
    const contactId = created[index]
    if (contactId !== undefined) users.set(name, { contactId, draft: undefined })
  })
  await addAliases(
    tx,
    { workspaceId, now },
    missing.flatMap(({ draft: { key } }, index) => {
      const contactId = created[index]
      return key.kind === "alias" && contactId !== undefined
        ? [{ contactId, label: key.label, name: key.name }]
        : []
    }),
  )
  return users
}

/** Of several with one e-mail address those with an external id, and the one that changed last, after Braze's "multiple profiles". */
const bestOf = (users: readonly User[]): User | undefined =>
  users.find(({ external_id }) => external_id !== null) ?? users[0]

function identityOf(key: UserKey): Patch {
  switch (key.kind) {
    case "external_id":
    case "email":
    case "phone":
      return { [key.kind]: key.value }
    default:
      return {}
  }
}
