import type { Shapes } from "../api/client.ts"

/** What a contact is called on screens: the name, or whatever they are known by. */
export function nameOf(
  contact: Pick<Shapes["Contact"], "first_name" | "last_name" | "phone" | "external_id" | "bsuid">,
): string {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ")
  return name || contact.phone || contact.external_id || contact.bsuid || "Unnamed"
}
