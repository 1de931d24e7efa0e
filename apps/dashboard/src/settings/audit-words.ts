/** What the audit log's own names are called on the screen: the words of all rooms, and those that several rooms use. */
import type { AuditWords } from "../room.ts"

/** Of columns that things of several rooms have. */
export const sharedWords: AuditWords = {
  columns: { name: "Name", state: "State", status: "Status" },
  silent: ["business_account_id", "created_at", "id", "number_id", "updated_at", "workspace_id"],
  codes: ["state", "status"],
}

/** Every word of the audit log. */
export interface AuditDictionary extends Readonly<Required<Omit<AuditWords, "silent" | "codes">>> {
  readonly silent: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
}

/** Puts the words of the rooms together with those that they share. */
export function dictionaryOf(rooms: readonly { auditWords?: AuditWords }[]): AuditDictionary {
  const all = [sharedWords, ...rooms.map(({ auditWords = {} }) => auditWords)]
  return {
    kinds: Object.assign({}, ...all.map(({ kinds }) => kinds)),
    actions: Object.assign({}, ...all.map(({ actions }) => actions)),
    turns: Object.assign({}, ...all.map(({ turns }) => turns)),
    columns: Object.assign({}, ...all.map(({ columns }) => columns)),
    pages: Object.assign({}, ...all.map(({ pages }) => pages)),
    silent: new Set(all.flatMap(({ silent = [] }) => silent)),
    codes: new Set(all.flatMap(({ codes = [] }) => codes)),
  }
}
