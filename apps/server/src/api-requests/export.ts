import { rows, sql, type Tx } from "../platform/database/index.ts"
import { identifiersIn, subjectOf, usual } from "./subjects.ts"

/** The newest ones: who is named by a program every minute need not have all that it said. */
const mostExported = 500
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Request {
  at: Date
  method: string
  route: string
  status: number
  api_key: string
  body: string | null
  answer: string | null
}

/**
 * What was asked about a contact with API keys. What a request and its answer said is with it where they name nobody else: other people
 * in a batch are none of this one's.
 */
export async function exportRequests(
  tx: Tx,
  workspaceId: string,
  contactId: string,
  { identifiers }: { identifiers: readonly string[] },
): Promise<Record<string, unknown>> {
  const own = new Set([contactId, ...identifiers].map(usual))
  const subjects = [...own].map((one) => ({ subject: subjectOf(workspaceId, one) }))
  const { rows: requests } = await sql<Request>`
    SELECT r.at, r.method, r.route, r.status, k.name AS api_key, r.body, r.answer
    FROM api_requests AS r JOIN api_keys AS k ON k.id = r.api_key_id
    WHERE NOT r.is_erased AND r.id IN (
      SELECT request_id FROM api_request_subjects AS s
      JOIN ${rows("own", subjects, { subject: "bytea" })} ON s.subject = own.subject WHERE s.workspace_id = ${workspaceId})
    ORDER BY r.id DESC LIMIT ${mostExported}`.execute(tx)
  const named = requests.map(({ body, answer }) =>
    identifiersIn([body ?? "", answer ?? ""], []).filter((one) => !own.has(one)),
  )
  const contacts = await contactsAmong(
    tx,
    named.flat().filter((one) => uuid.test(one)),
  )
  return {
    api_requests: requests.map(({ body, answer, ...request }, index) => {
      const namesOthers = named[index]?.some((one) => !uuid.test(one) || contacts.has(one)) ?? true
      return { ...request, ...(namesOthers ? { names_others: true } : { body, answer }) }
    }),
  }
}

async function contactsAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const known = await tx
    .selectFrom("contacts")
    .select("id")
    .where("id", "in", [...new Set(ids)])
    .execute()
  return new Set(known.map(({ id }) => id))
}
