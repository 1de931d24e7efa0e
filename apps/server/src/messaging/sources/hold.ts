/** Sources of which nothing is claimed for a while. They continue by themselves, or as soon as someone changes what stops them. */
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"

export interface SourceHold {
  until: Date
  /** A reason of ours to hold, or Meta's code. */
  reason: string
}

/** What is sent by itself is not held: each message is judged for itself. */
async function hold(tx: Tx, which: RawBuilder<unknown>, { until, reason }: SourceHold): Promise<void> {
  await sql`
    WITH held AS MATERIALIZED (
      SELECT s.id FROM sources AS s
      WHERE s.ended_at IS NULL AND s.kind IN ('launch', 'trigger', 'canvas_step')
        AND (s.held_until IS NULL OR s.held_until < ${until}) AND ${which}
      ORDER BY s.id FOR UPDATE
    )
    UPDATE sources SET held_until = ${until}, hold_reason = ${reason} FROM held WHERE sources.id = held.id
  `.execute(tx)
}

export const holdSources = (tx: Tx, ids: readonly string[], how: SourceHold): Promise<void> =>
  hold(tx, sql`s.id = ANY(${ids}::uuid[])`, how)

/** Those that sent these messages. */
export const holdSourcesOf = (tx: Tx, messageIds: readonly string[], how: SourceHold): Promise<void> =>
  hold(tx, sql`s.id IN (SELECT source_id FROM messages WHERE id = ANY(${messageIds}::uuid[]))`, how)

/** Those that send a template. Where each contact's language chooses it, they go on in the other languages. */
export const holdTemplate = (tx: Tx, templateId: string, how: SourceHold): Promise<void> =>
  hold(
    tx,
    sql`EXISTS (
      SELECT FROM source_variants AS v JOIN contents ON contents.id = v.content_id
      WHERE v.source_id = s.id AND contents.template_id = ${templateId} AND body ->> 'language' IS DISTINCT FROM 'contact')`,
    how,
  )
