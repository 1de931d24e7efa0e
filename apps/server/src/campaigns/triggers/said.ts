/** What inbound messages say, as far as triggers ask for it. */
import { inboundText } from "../../conversations/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Said } from "./hits.ts"

export async function readSaid(tx: Tx, ids: readonly string[]): Promise<Map<string, Said>> {
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{
    id: string
    content: unknown
    first_name: string | null
    username: string | null
  }>`
    SELECT m.id, m.content, k.first_name, k.username
    FROM inbound_messages AS m JOIN conversations AS c ON c.id = m.conversation_id JOIN contacts AS k ON k.id = c.contact_id
    WHERE m.id = ANY(${ids}::uuid[])`.execute(tx)
  return new Map(
    found.map(({ id, content, first_name, username }) => [
      id,
      { text: inboundText(content), profileName: first_name, username },
    ]),
  )
}
