import type { Room } from "../platform/define-room.ts"
import { changeContact } from "./contacts.ts"

/** What a contact's own page shows and changes of them. */
export const contactPreferences: NonNullable<Room["preferences"]> = {
  read: (tx, contactId) =>
    tx.selectFrom("contacts").select("language").where("id", "=", contactId).executeTakeFirst(),
  async contactNow(tx, contactId) {
    const merged = await tx
      .selectFrom("contact_merges")
      .select("contact_id")
      .where("merged_contact_id", "=", contactId)
      .executeTakeFirst()
    return merged?.contact_id
  },
  async setLanguage(tx, { contactId, language, now }) {
    await changeContact(tx, contactId, { patch: { language }, revision: undefined, now })
  },
}
