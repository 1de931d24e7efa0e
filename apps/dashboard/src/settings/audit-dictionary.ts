/** What the audit log's own names are called on the screen: the words of all rooms, and those that several rooms use. */
import type { AuditWords } from "../room.ts"

/** Of columns that things of several rooms have. */
const sharedWords: AuditWords = {
  columns: { name: "Name", state: "State", status: "Status", tags: "Tags", username: "Username" },
  silent: ["business_account_id", "created_at", "id", "number_id", "updated_at", "workspace_id"],
  codes: ["state", "status"],
}

const ofRooms = import.meta.glob<AuditWords>(["./audit-words.ts", "../*/audit-words.ts"], {
  eager: true,
  import: "auditWords",
})

/** The words that rooms share, and those of each. */
export const auditWords: readonly AuditWords[] = [sharedWords, ...Object.values(ofRooms)]

/** Every word of the audit log. */
export interface AuditDictionary extends Readonly<Required<Omit<AuditWords, "silent" | "codes">>> {
  readonly silent: ReadonlySet<string>
  readonly codes: ReadonlySet<string>
}

/** All of `auditWords` put together. Only what the page of the audit log loads may import it: to others it is weight. */
export const auditDictionary: AuditDictionary = {
  kinds: Object.assign({}, ...auditWords.map(({ kinds }) => kinds)),
  actions: Object.assign({}, ...auditWords.map(({ actions }) => actions)),
  turns: Object.assign({}, ...auditWords.map(({ turns }) => turns)),
  columns: Object.assign({}, ...auditWords.map(({ columns }) => columns)),
  pages: Object.assign({}, ...auditWords.map(({ pages }) => pages)),
  silent: new Set(auditWords.flatMap(({ silent = [] }) => silent)),
  codes: new Set(auditWords.flatMap(({ codes = [] }) => codes)),
}
