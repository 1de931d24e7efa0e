/** All that contacts are known by, and were, as texts may call them. */
import { waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import { sql, type Tx } from "../../platform/database/index.ts"

export interface Identity {
  id: string
  kind: "phone" | "wa_id" | "bsuid" | "external" | "alias" | "email" | "username" | "invalid_phone"
  value: string
  isCurrent: boolean
}

export async function identitiesOf(tx: Tx, contactIds: readonly string[]): Promise<Identity[]> {
  const { rows: identities } = await sql<Identity>`
    SELECT c.id, known.kind, known.value, true AS "isCurrent" FROM contacts AS c CROSS JOIN LATERAL (VALUES
      ('phone', c.phone), ('wa_id', c.wa_id), ('bsuid', c.bsuid), ('external', c.external_id), ('email', c.email),
      ('username', c.username), ('invalid_phone', c.invalid_phone)) AS known (kind, value)
    WHERE c.id = ANY (${contactIds}::uuid[]) AND known.value IS NOT NULL
    UNION
    SELECT contact_id, kind, value, until IS NULL FROM contact_identities WHERE contact_id = ANY (${contactIds}::uuid[])`.execute(
    tx,
  )
  return identities
}

export const isNumber = ({ kind }: Identity) => kind === "phone" || kind === "wa_id"
export const formsOf = (identity: Identity) =>
  isNumber(identity) ? waIdVariants(waIdOf(identity.value)) : [identity.value]

/** What texts may call people by these. */
export const textsOf = (identities: readonly Identity[]): string[] => [
  ...new Set(
    identities.flatMap((identity) =>
      isNumber(identity) ? formsOf(identity).flatMap((form) => [form, `+${form}`]) : [identity.value],
    ),
  ),
]

/** What texts may call these contacts by. */
export const identifiersOf = async (tx: Tx, contactIds: readonly string[]): Promise<string[]> =>
  textsOf(await identitiesOf(tx, contactIds))
