/** What is known of contacts' memberships: held while they are judged, and written once it is another. */
import { contactTopic } from "../../events/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { partitionOf } from "../../platform/log/index.ts"

interface Row {
  contact_id: string
  segments: string
  settled: string
  turns: string
  due_at: Date | null
}

const nothing: Omit<Row, "contact_id"> = { segments: "{}", settled: "{}", turns: "{}", due_at: null }

/** Of one contact. Its lists are read as they came, as little of them is asked for, and for most contacts nothing of it changes. */
export class Known {
  readonly contactId: string
  readonly #dueAt: Date | null
  readonly #segments: string
  readonly #settled: string
  readonly #json: string
  #turns: Readonly<Record<string, number>> | undefined

  constructor({ contact_id, segments, settled, turns, due_at }: Row) {
    this.contactId = contact_id
    this.#dueAt = due_at
    this.#segments = segments
    this.#settled = settled
    this.#json = turns
  }

  isDue(now: Date): boolean {
    return this.#dueAt !== null && this.#dueAt <= now
  }

  isMember(number: number): boolean {
    return isAmong(this.#segments, number)
  }

  /** Whether no event makes a difference, as long as nothing else of the contact changes. */
  isSettled(number: number): boolean {
    return isAmong(this.#settled, number)
  }

  /** When time alone may change the answer. */
  turn(number: number): number | undefined {
    return this.#allTurns[number]
  }

  get members(): number[] {
    return numbersOf(this.#segments)
  }

  get settled(): number[] {
    return numbersOf(this.#settled)
  }

  get turns(): (readonly [number: number, at: number])[] {
    return Object.entries(this.#allTurns).map(([number, at]) => [Number(number), at] as const)
  }

  get #allTurns(): Readonly<Record<string, number>> {
    this.#turns ??= JSON.parse(this.#json) as Record<string, number>
    return this.#turns
  }
}

/** @param list as PostgreSQL writes arrays: `{1,2,3}` */
function isAmong(list: string, number: number): boolean {
  const text = String(number)
  for (let at = list.indexOf(text); at >= 0; at = list.indexOf(text, at + 1)) {
    const next = list[at + text.length]
    if ((list[at - 1] === "," || at === 1) && (next === "," || next === "}")) return true
  }
  return false
}

const numbersOf = (list: string): number[] => (list === "{}" ? [] : list.slice(1, -1).split(",").map(Number))

/** Has nobody else judge contacts until the transaction ends, and reads what is known of them. Of strangers that is nothing. */
export async function hold(tx: Tx, contactIds: readonly string[]): Promise<(contactId: string) => Known> {
  const partitions = [...new Set(contactIds.map((id) => partitionOf(contactTopic, id)))].toSorted(
    (a, b) => a - b,
  )
  const { rows: found } = await sql<Row>`
    SELECT contact_id, segments::text, settled::text, turns::text, due_at
    FROM hold_memberships(${partitions}::integer[], ${contactIds}::uuid[])`.execute(tx)
  const known = new Map(found.map((row) => [row.contact_id, new Known(row)]))
  return (contactId) => known.get(contactId) ?? new Known({ contact_id: contactId, ...nothing })
}

export interface Changed {
  contactId: string
  workspaceId: string
  members: readonly number[]
  settled: readonly number[]
  turns: ReadonlyMap<number, number>
}

export async function write(tx: Tx, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  const written = changed
    .toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1)) // in one order everywhere
    .map(({ members, settled, turns, ...of }) => {
      const first = Math.min(...turns.values())
      return {
        ...of,
        segments: `{${members.join(",")}}`,
        settled: `{${settled.join(",")}}`,
        turns: Object.fromEntries(turns),
        dueAt: Number.isFinite(first) ? new Date(first) : null,
      }
    })
  const columns = {
    contactId: "uuid",
    workspaceId: "uuid",
    segments: "text",
    settled: "text",
    turns: "jsonb",
    dueAt: "timestamptz",
  } as const
  await sql`
    INSERT INTO live_memberships (contact_id, workspace_id, segments, settled, turns, due_at)
    SELECT t.contact_id, t.workspace_id, t.segments::integer[], t.settled::integer[], t.turns, t.due_at
    FROM ${rows("t", written, columns)} JOIN contacts AS c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
    ORDER BY t.position
    ON CONFLICT (contact_id) DO UPDATE SET
      segments = excluded.segments, settled = excluded.settled, turns = excluded.turns, due_at = excluded.due_at`.execute(
    tx,
  )
}
