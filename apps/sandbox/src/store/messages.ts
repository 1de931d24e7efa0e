/**
 * Every message, both directions. Rows live in SQLite; only those that are new, changed or were used a
 * moment ago are in memory, so a million messages cost disk and not heap.
 *
 * A row holds the plan of its life and is written once: how far the message has come follows from the
 * cursor, the instant before which every planned step has been taken. (Writing three stages of each message
 * back into rows of 400 bytes was half of all work: one page written for each status.)
 */
import type { SQLOutputValue } from "node:sqlite"
import { z } from "zod"
import { type Message, type Stage, stageBefore, stageRank } from "../message-stages.ts"
import { Collection } from "./collection.ts"
import type { Store, Writer } from "./database.ts"

/** Messages kept in memory beyond those that still have to be written. */
const maxRecent = 30_000

const cursorSchema = z.object({ cursor_ms: z.number() })

/** `outbound` in a row. What the business wrote on its own phone has no price, and is in no ledger and no statistics. */
const direction = { inbound: 0, byApi: 1, byPhone: 2 } as const

function directionOf({ outbound, pricing }: Message): number {
  if (!outbound) return direction.inbound
  return pricing === null ? direction.byPhone : direction.byApi
}

export class MessageStore implements Writer {
  readonly #store: Store
  #recent = new Map<number, Message>()
  #older = new Map<number, Message>()
  #fresh: Message[] = []
  readonly #changed = new Set<Message>()
  readonly #cursor: Collection<z.infer<typeof cursorSchema>>
  #nextId: number

  constructor(store: Store) {
    this.#store = store
    const last = store.database.prepare("SELECT max(id) AS id FROM messages").get()?.id
    this.#nextId = typeof last === "number" ? last + 1 : 1
    this.#cursor = new Collection(store, "cursor", cursorSchema, () => "cursor")
    store.enlist(this)
  }

  /** The next row id; never given out twice. */
  takeId(): number {
    return this.#nextId++
  }

  /** Keeps ids from being used again after the rows are gone. */
  get nextId(): number {
    return this.#nextId
  }

  startAt(id: number): void {
    this.#nextId = Math.max(this.#nextId, id)
  }

  /** Every planned step before this virtual instant has been taken. */
  get cursorMs(): number {
    return this.#cursor.get("cursor")?.cursor_ms ?? 0
  }

  set cursorMs(cursorMs: number) {
    this.#cursor.put({ cursor_ms: cursorMs })
  }

  /** Writes into the rows how far they have come, so that the cursor may go back with the clock. */
  settle(): void {
    this.#store.flush()
    const cursor = this.cursorMs
    this.#store.database
      .prepare(
        `UPDATE messages SET stage = CASE
           WHEN reply_at_ms < :cursor THEN ${stageRank.replied} WHEN read_at_ms < :cursor THEN ${stageRank.read}
           WHEN delivered_at_ms < :cursor THEN ${stageRank.delivered} WHEN sent_at_ms IS NULL OR sent_at_ms >= :cursor THEN stage
           WHEN fail_code <> 0 THEN ${stageRank.failed} ELSE ${stageRank.sent} END
         WHERE outbound = 1 AND stage < ${stageRank.replied}`,
      )
      .run({ cursor })
  }

  add(message: Message): void {
    this.#fresh.push(message)
    this.#remember(message)
    this.#store.touch()
  }

  /** To be called after the message's stage or plan was changed in place. */
  update(message: Message): void {
    this.#changed.add(message)
    this.#store.touch()
  }

  get(id: number): Message | undefined {
    return this.many([id])[0]
  }

  /** The messages of these ids in this order, without those that do not exist. */
  many(ids: readonly number[]): Message[] {
    const missing: number[] = []
    const found = new Map<number, Message>()
    for (const id of ids) {
      const message = this.#recent.get(id) ?? this.#older.get(id)
      if (message === undefined) missing.push(id)
      else found.set(id, message)
    }
    if (missing.length > 0) {
      this.#store.flush()
      const rows = this.#store.database
        .prepare("SELECT * FROM messages WHERE id IN (SELECT value FROM json_each(?))")
        .all(JSON.stringify(missing))
      for (const row of rows) {
        const message = this.#messageOf(row)
        found.set(message.id, message)
        this.#remember(message)
      }
    }
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  /** Who has had or sent a message, in the order of their numbers, from `after` on. */
  people(after: number, limit: number): string[] {
    this.#store.flush()
    return this.#store.database
      .prepare("SELECT DISTINCT person FROM messages WHERE person > ? ORDER BY person LIMIT ?")
      .all(after, limit)
      .map((row) => String(row.person))
  }

  /** Both directions of one chat, oldest first; `newest` leaves only the last so many. */
  chat(number: number, person: number, newest = -1): Message[] {
    this.#store.flush()
    return this.#store.database
      .prepare("SELECT * FROM messages WHERE number = ? AND person = ? ORDER BY at_ms DESC, id DESC LIMIT ?")
      .all(number, person, newest)
      .reverse()
      .map((row) => this.#current(this.#messageOf(row)))
  }

  /** Outgoing messages whose life is not over, for planning them again after a restart. */
  *open(): Generator<Message> {
    const rows = this.#store.database.prepare(
      "SELECT * FROM messages WHERE outbound = 1 AND max(coalesce(sent_at_ms, 0), coalesce(delivered_at_ms, 0), coalesce(read_at_ms, 0), coalesce(reply_at_ms, 0)) >= ?",
    )
    for (const row of rows.iterate(this.cursorMs)) yield this.#messageOf(row)
  }

  forgetAll(): void {
    this.#recent.clear()
    this.#older.clear()
    this.#fresh = []
    this.#changed.clear()
    this.#cursor.forgetAll()
  }

  write(): void {
    this.#insertFresh()
    if (this.#changed.size === 0) return
    const update = this.#store.statement(
      "UPDATE messages SET stage = ?, fail_code = ?, sent_at_ms = ?, delivered_at_ms = ?, read_at_ms = ?, reply_at_ms = ? WHERE id = ?",
    )
    for (const m of this.#changed) {
      update.run(m.stage, m.failCode, m.sentAtMs, m.deliveredAtMs, m.readAtMs, m.replyAtMs, m.id)
    }
    this.#changed.clear()
  }

  #insertFresh(): void {
    if (this.#fresh.length === 0) return
    const insert = this.#store.statement(
      "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    for (const m of this.#fresh) {
      insert.run(
        m.id,
        m.number,
        m.person,
        directionOf(m),
        m.atMs,
        m.stage,
        m.failCode,
        m.sentAtMs,
        m.deliveredAtMs,
        m.readAtMs,
        m.replyAtMs,
        m.blocks ? 1 : 0,
        m.pricing,
        m.callbackData,
        m.content,
      )
      this.#changed.delete(m)
    }
    this.#fresh = []
  }

  /** Two generations: when the young one is full the old one is released, unless something in it waits to be written. */
  #remember(message: Message): void {
    this.#recent.set(message.id, message)
    if (this.#recent.size < maxRecent) return
    if (this.#fresh.length > 0 || this.#changed.size > 0) this.#store.flush()
    this.#older = this.#recent
    this.#recent = new Map()
  }

  #messageOf(row: Record<string, SQLOutputValue>): Message {
    const message = messageOf(row)
    message.stage = stageBefore(message, this.cursorMs)
    return message
  }

  #current(message: Message): Message {
    return this.#recent.get(message.id) ?? this.#older.get(message.id) ?? message
  }
}

function messageOf(row: Record<string, SQLOutputValue>): Message {
  return {
    id: Number(row.id),
    number: Number(row.number),
    person: Number(row.person),
    outbound: row.outbound !== direction.inbound,
    atMs: Number(row.at_ms),
    stage: stageOf(row.stage),
    failCode: Number(row.fail_code),
    sentAtMs: instantOf(row.sent_at_ms),
    deliveredAtMs: instantOf(row.delivered_at_ms),
    readAtMs: instantOf(row.read_at_ms),
    replyAtMs: instantOf(row.reply_at_ms),
    blocks: row.blocks === 1,
    pricing: textOf(row.pricing),
    callbackData: textOf(row.callback_data),
    content: String(row.content),
  }
}

function stageOf(value: SQLOutputValue | undefined): Stage {
  return Object.values(stageRank).find((stage) => stage === value) ?? stageRank.failed
}

function instantOf(value: SQLOutputValue | undefined): number | null {
  return typeof value === "number" ? value : null
}

function textOf(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null
}
