/** What is known of contacts' memberships: held while they are judged, and written once it is another. */
import { contactTopic } from "../../events/index.ts"
import { keepingPlans, rows, sql, type Tx } from "../../platform/database/index.ts"
import { partitionOf } from "../../platform/log/index.ts"

/** By numbers of segments, when time alone may change the answer, in milliseconds. */
export type Turns = Record<string, number>

interface Row {
  contact_id: string
  segments: string
  settled: string
  turns: string
  due_at: Date | null
}

const nothing: Omit<Row, "contact_id"> = { segments: "{}", settled: "{}", turns: "{}", due_at: null }

/** Of one contact. What comes as text is read once it is asked for, as for most contacts little of it is. */
export class Known {
  readonly contactId: string
  readonly #row: Row
  #members: readonly number[] | undefined
  #settled: readonly number[] | undefined

  constructor(row: Row) {
    this.contactId = row.contact_id
    this.#row = row
  }

  isDue(now: Date): boolean {
    const { due_at } = this.#row
    return due_at !== null && due_at <= now
  }

  isMember(number: number): boolean {
    return this.members.includes(number)
  }

  /** Whether no event makes a difference, as long as nothing else of the contact changes. */
  isSettled(number: number): boolean {
    return this.settled.includes(number)
  }

  /** When time alone may change the answer. */
  turn(number: number): number | undefined {
    const { turns } = this.#row
    const name = `"${number}":`
    const at = turns.indexOf(name)
    return at < 0
      ? undefined
      : Number.parseFloat(turns.slice(at + name.length, at + name.length + mostDigits))
  }

  get members(): readonly number[] {
    this.#members ??= numbersOf(this.#row.segments)
    return this.#members
  }

  get settled(): readonly number[] {
    this.#settled ??= numbersOf(this.#row.settled)
    return this.#settled
  }

  /** A copy. */
  get turns(): Turns {
    return JSON.parse(this.#row.turns) as Turns
  }
}

/** Of an instant in milliseconds, with some to spare. */
const mostDigits = 20

/** @param list of whole numbers, as PostgreSQL writes arrays: `{1,2,3}`. A loop takes a tenth of the time of `split` and `Number`. */
function numbersOf(list: string): number[] {
  const numbers: number[] = []
  let number = 0
  for (let at = 1; at < list.length; at += 1) {
    const code = list.charCodeAt(at)
    if (code >= zero && code <= zero + 9) number = number * 10 + code - zero
    else if (list.length > 2) {
      numbers.push(number)
      number = 0
    }
  }
  return numbers
}

const zero = 48

/** Has nobody else judge contacts until the transaction ends, and reads what is known of them. Of strangers that is nothing. */
export async function hold(tx: Tx, contactIds: readonly string[]): Promise<(contactId: string) => Known> {
  const partitions = [...new Set(contactIds.map((id) => partitionOf(contactTopic, id)))].toSorted(
    (a, b) => a - b,
  )
  const query = sql<Row>`
    SELECT contact_id, segments::text, settled::text, turns, due_at
    FROM hold_memberships(${partitions}::integer[], ${contactIds}::uuid[])`
  const { rows: found } = await keepingPlans(() => query.execute(tx))
  const known = new Map(found.map((row) => [row.contact_id, new Known(row)]))
  return (contactId) => known.get(contactId) ?? new Known({ contact_id: contactId, ...nothing })
}

export interface Changed {
  contactId: string
  workspaceId: string
  members: readonly number[]
  settled: readonly number[]
  turns: Readonly<Turns>
}

export async function write(tx: Tx, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  const written = changed
    .toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1)) // in one order everywhere
    .map(({ members, settled, turns, ...of }) => {
      const first = Object.values(turns).reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
      return {
        ...of,
        segments: `{${members.join(",")}}`,
        settled: `{${settled.join(",")}}`,
        turns: JSON.stringify(turns),
        dueAt: Number.isFinite(first) ? new Date(first) : null,
      }
    })
  const columns = {
    contactId: "uuid",
    workspaceId: "uuid",
    segments: "text",
    settled: "text",
    turns: "text",
    dueAt: "timestamptz",
  } as const
  const statement = sql`
    INSERT INTO live_memberships (contact_id, workspace_id, segments, settled, turns, due_at)
    SELECT t.contact_id, t.workspace_id, t.segments::integer[], t.settled::integer[], t.turns, t.due_at
    FROM ${rows("t", written, columns)} JOIN contacts AS c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
    ORDER BY t.position
    ON CONFLICT (contact_id) DO UPDATE SET
      segments = excluded.segments, settled = excluded.settled, turns = excluded.turns, due_at = excluded.due_at`
  await keepingPlans(() => statement.execute(tx))
}
