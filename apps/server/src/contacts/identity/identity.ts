/** A contact that has an identifier someone named. */
export interface Bearer {
  id: string
  external_id: string | null
  phone: string | null
  bsuid: string | null
}

/** The identifiers that a request or a row names, and which contact has each of them. */
export interface Claim {
  bsuid: string | null
  phone: string | null
  external_id: string | null
  byBsuid: Bearer | null
  byPhone: Bearer | null
  byExternalId: Bearer | null
}

export type Identity =
  | { kind: "known"; contactId: string }
  | { kind: "unknown" }
  | { kind: "conflict"; field: "phone" | "external_id"; message: string; contactIds: string[] }

/**
 * Which contact is meant: by the business-scoped user id first, the phone second, the external id third. Pure.
 *
 * A person found by external id may come with a new phone: people change numbers, and the business's own id says it is
 * still them. An external id, though, is never taken from or given to a person who is known under another one.
 */
export function recognise(claim: Claim): Identity {
  const bearer = claim.byBsuid ?? claim.byPhone ?? claim.byExternalId
  if (!bearer) return { kind: "unknown" }
  if (claim.byPhone && claim.byPhone.id !== bearer.id) {
    return conflict("phone", `${claim.phone} belongs to another contact than the business-scoped user id`, [
      bearer,
      claim.byPhone,
    ])
  }
  if (claim.byExternalId && claim.byExternalId.id !== bearer.id) {
    const owner = claim.byBsuid ? "business-scoped user id" : "phone"
    return conflict(
      "external_id",
      `external id ${claim.external_id} belongs to another contact than the ${owner}`,
      [bearer, claim.byExternalId],
    )
  }
  const isKnownSo = claim.byExternalId !== null || claim.external_id === bearer.external_id
  if (claim.external_id !== null && bearer.external_id !== null && !isKnownSo) {
    return conflict("external_id", `this contact has the external id ${bearer.external_id} already`, [bearer])
  }
  return { kind: "known", contactId: bearer.id }
}

function conflict(field: "phone" | "external_id", message: string, bearers: Bearer[]): Identity {
  return { kind: "conflict", field, message, contactIds: bearers.map(({ id }) => id) }
}
