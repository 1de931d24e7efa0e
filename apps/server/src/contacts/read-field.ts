import type { ContactField } from "@parley/model"
import { contactPatch } from "./contact.ts"

export type FieldReading = { ok: true; value: string | null } | { ok: false; message: string }

/**
 * One field of a contact on its own, for where a wrong one costs itself and not the whole. Nothing, as null or an empty text,
 * removes it. Pure.
 */
export function readContactField(field: ContactField, value: unknown): FieldReading {
  const given = typeof value === "number" ? String(value) : value
  if (given === null || (typeof given === "string" && given.trim() === "")) return { ok: true, value: null }
  const { success, data, error } = contactPatch.shape[field].safeParse(given)
  return success
    ? { ok: true, value: data ?? null }
    : { ok: false, message: error.issues[0]?.message ?? "is not valid" }
}
