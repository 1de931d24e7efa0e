/** What contacts asks of the other rooms when a person is erased, or wants to know what is kept about them. */
import type { Tx } from "../../platform/database/index.ts"
import type { Permission } from "../../workspaces/index.ts"

/** What people are known by, for rooms that keep texts rather than ids. */
interface ErasedPeople {
  now: Date
  /** Phones in E.164 and their digits, both in every form that WhatsApp may report; Meta's user ids; external ids, aliases, e-mail addresses. */
  identifiers: readonly string[]
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /**
     * Erases what the room keeps about contacts, except what only counts. Rows that reference `contacts` with ON DELETE CASCADE go
     * by themselves. The contacts are still there; they go when all rooms are through, the topmost first.
     */
    eraseContact?(
      tx: Tx,
      workspaceId: string,
      contactIds: readonly string[],
      people: ErasedPeople,
    ): Promise<void>
    /** All that the room keeps about one contact, by what it is: what erasing them would erase, and a little more. */
    exportContact?(
      tx: Tx,
      workspaceId: string,
      contactId: string,
      person: Pick<ErasedPeople, "identifiers">,
    ): Promise<Record<string, unknown>>
    /** What else reads this part of the room's, beside `contacts:read`: who may not has the export without it. */
    exportNeeds?: readonly Permission[]
  }
}
