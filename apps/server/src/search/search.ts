import type { Hit, Search, Tx } from "../platform/database/index.ts"
import { eachOnce, type Room } from "../platform/define-room.ts"
import type { Permission } from "../workspaces/index.ts"

declare module "../platform/define-room.ts" {
  interface Room {
    /** What can be found by name, and who may find it. */
    searches?: readonly {
      /** As an answer says it: `business_account`. */
      kind: string
      permission: Permission
      find(tx: Tx, search: Search): Promise<Hit[]>
    }[]
  }
}

type Searches = NonNullable<Room["searches"]>

/** What all rooms let find, in their order. @throws Error when two give one kind */
export function searchesOf(rooms: readonly Room[]): Searches {
  eachOnce(rooms, "finds", ({ searches = [] }) => searches.map(({ kind }) => kind))
  return rooms.flatMap(({ searches = [] }) => searches)
}

/** What fits best of every kind that these permissions let someone read; at most `limit` of each. */
export async function searchEverything(
  tx: Tx,
  searches: Searches,
  granted: ReadonlySet<Permission>,
  search: Search,
): Promise<(Hit & { kind: string })[]> {
  const hits: (Hit & { kind: string })[] = []
  for (const { kind, permission, find } of searches) {
    if (!granted.has(permission)) continue
    // One after the other: they share a transaction, and so a connection.
    hits.push(...(await find(tx, search)).map((hit) => ({ kind, ...hit })))
  }
  return hits
}
