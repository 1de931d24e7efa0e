import type { Asked, Endpoint } from "../../frame/endpoint.ts"
import { Fatal } from "../../frame/fatal.ts"
import { mostOfOneKind, readList } from "../../frame/lists.ts"
import { findUsers } from "../find-users.ts"
import {
  type KeyReading,
  readAlias,
  readBrazeId,
  readEmailKey,
  readExternalId,
  readPhoneKey,
  textOf,
} from "../user-key.ts"
import { readProfiles } from "./read-profiles.ts"

/** @throws Fatal 400 */
export function readFields(value: unknown): ReadonlySet<string> | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.some((field) => typeof field !== "string"))
    throw new Fatal("'fields_to_export' must be an array of strings")
  return new Set(value)
}

interface Named {
  /** As it was sent, for those that are nobody's. */
  text: string
  reading: KeyReading
}

/** @throws Fatal 400 */
function readNamed(input: Asked["input"]): Named[] {
  const each = (value: unknown, read: (value: unknown) => KeyReading): Named[] =>
    readList(value).map((one) => ({ text: textOf(one) ?? JSON.stringify(one), reading: read(one) }))
  const named = [
    ...each(input.external_ids, readExternalId),
    ...each(input.user_aliases, readAlias),
    ...each(input.braze_id, readBrazeId),
    ...each(input.email_address, readEmailKey),
    ...each(input.phone, readPhoneKey),
    ...each(input.device_id, () => ({ ok: false, problem: "There are no devices." })),
  ]
  if (named.length === 0)
    throw new Fatal("'external_ids', 'user_aliases', 'braze_id', 'email_address' or 'phone' must be provided")
  if (named.length > mostOfOneKind)
    throw new Fatal("The max number of external_ids and aliases per request was exceeded")
  return named
}

const exportIds: Endpoint = {
  method: "POST",
  path: "/users/export/ids",
  permission: "contacts:read",
  limit: "export_ids",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const fields = readFields(input.fields_to_export)
    const named = readNamed(input)
    const keys = named.flatMap(({ reading }) => (reading.ok ? [reading.key] : []))
    return platform.db.workspace(workspaceId, async (tx) => {
      const found = (await findUsers(tx, workspaceId, keys)).values()
      const users = named.map(({ text, reading }) => ({
        text,
        users: reading.ok ? (found.next().value ?? []) : [],
      }))
      const ids = [...new Set(users.flatMap((one) => one.users.map(({ id }) => id)))]
      const nobody = users.filter((one) => one.users.length === 0).map(({ text }) => text)
      return {
        body: {
          users: await readProfiles(tx, workspaceId, ids, fields),
          message: "success",
          ...(nobody.length > 0 ? { invalid_user_ids: nobody } : {}),
        },
      }
    })
  },
}

export const exportEndpoints: readonly Endpoint[] = [exportIds]
