/** What was really sent, counted in SQL over the rows of messages. Instants are virtual milliseconds. */
import type { Store } from "./database.ts"

export interface TemplateDay {
  name: string
  language: string
  startMs: number
  sent: number
  delivered: number
  read: number
}

export interface PriceDay {
  number: number
  startMs: number
  category: string
  type: string
  volume: number
}

export interface Span {
  /** Graph ids of phone numbers. */
  numbers: readonly number[]
  fromMs: number
  toMs: number
  stepMs: number
  /** Every planned step before this instant has been taken. */
  cursorMs: number
}

/** Sends, deliveries and reads of every template; a message belongs to the step in which it was accepted. */
export function countTemplates(store: Store, span: Span): TemplateDay[] {
  store.flush()
  return store.database
    .prepare(
      `SELECT content ->> '$.template.name' AS name, content ->> '$.template.language.code' AS language,
         :from + CAST((at_ms - :from) / :step AS INTEGER) * :step AS start,
         sum(sent_at_ms < :cursor AND fail_code = 0) AS sent,
         sum(coalesce(delivered_at_ms, read_at_ms) < :cursor) AS delivered,
         sum(read_at_ms < :cursor) AS read
       FROM messages
       WHERE number IN (SELECT value FROM json_each(:numbers)) AND outbound = 1 AND at_ms >= :from AND at_ms < :to
         AND json_valid(content) AND content ->> '$.type' = 'template'
       GROUP BY 1, 2, 3 ORDER BY 3`,
    )
    .all(bindingsOf(span))
    .map((row) => ({
      name: String(row.name),
      language: String(row.language),
      startMs: Number(row.start),
      sent: Number(row.sent),
      delivered: Number(row.delivered),
      read: Number(row.read),
    }))
}

/** Delivered messages by what they are charged as. */
export function countPrices(store: Store, span: Span): PriceDay[] {
  store.flush()
  return store.database
    .prepare(
      `SELECT number, :from + CAST((at_ms - :from) / :step AS INTEGER) * :step AS start,
         pricing ->> '$.category' AS category, pricing ->> '$.type' AS type, count(*) AS volume
       FROM messages
       WHERE number IN (SELECT value FROM json_each(:numbers)) AND outbound = 1 AND at_ms >= :from AND at_ms < :to
         AND pricing IS NOT NULL AND coalesce(delivered_at_ms, read_at_ms) < :cursor
       GROUP BY 1, 2, 3, 4 ORDER BY 2`,
    )
    .all(bindingsOf(span))
    .map((row) => ({
      number: Number(row.number),
      startMs: Number(row.start),
      category: String(row.category),
      type: String(row.type),
      volume: Number(row.volume),
    }))
}

function bindingsOf({ numbers, fromMs, toMs, stepMs, cursorMs }: Span): Record<string, string | number> {
  return { numbers: JSON.stringify(numbers), from: fromMs, to: toMs, step: stepMs, cursor: cursorMs }
}
