/** What answers STOP, START, HELP and a wish to subscribe, in the language of the person: in the transaction that heard them. */
import { createHash } from "node:crypto"
import type { MessageContent } from "@parley/model"
import type { HeardConsent } from "../../contacts/index.ts"
import { jsonText, rows, sql, type Tx } from "../../platform/database/index.ts"
import {
  claimReplies,
  confirmButtonId,
  type Occasion,
  repliesOf,
  replyTextFor,
} from "../../subscriptions/index.ts"
import { enqueue } from "../outbox/enqueue.ts"
import { classes, standingSource } from "./sources.ts"

/** Counted from what it answers: later nobody knows any more what it is about. */
const lifetimeMs = 10 * 60_000

/** Answers what was heard, as far as the group says something to it; each occasion once, however often it is said. */
export async function answerConsent(
  tx: Tx,
  { workspaceId, numberId, now }: { workspaceId: string; numberId: string; now: Date },
  { groupId, answers }: HeardConsent,
): Promise<void> {
  const timely = answers.filter(({ saidAt }) => saidAt.getTime() + lifetimeMs > now.getTime())
  if (timely.length === 0) return
  const replies = new Map((await repliesOf(tx, groupId)).map((reply) => [reply.occasion, reply]))
  const answered = timely.filter(({ occasion }) => replies.get(occasion)?.enabled)
  if (answered.length === 0) return
  const claimed = await claimReplies(tx, { workspaceId, groupId, now }, answered)
  const languages = await languagesOf(
    tx,
    claimed.map(({ contactId }) => contactId),
  )
  const messages = claimed.flatMap(({ contactId, occasion, saidAt }) => {
    const text = replyTextFor(replies.get(occasion)?.texts ?? [], languages.get(contactId) ?? null)
    return text === undefined ? [] : [{ contactId, saidAt, body: jsonText(contentOf(occasion, text)) }]
  })
  if (messages.length === 0) return
  const contents = await keepContents(
    tx,
    workspaceId,
    messages.map(({ body }) => body),
    now,
  )
  const source = { workspaceId, numberId, kind: "consent_reply", class: classes.reply, now } as const
  const sourceId = await standingSource(tx, source)
  await enqueue(
    tx,
    { workspaceId, numberId, sourceId },
    messages.flatMap(({ contactId, saidAt, body }) => {
      const contentId = contents.get(body)
      const expiresAt = new Date(saidAt.getTime() + lifetimeMs)
      return contentId === undefined ? [] : [{ contactId, contentId, sendAfter: now, expiresAt }]
    }),
  )
}

function contentOf(
  occasion: Occasion,
  { text, button }: { text: string; button?: string | undefined },
): MessageContent {
  if (occasion !== "confirm") return { kind: "free_form", message: { type: "text", text: { body: text } } }
  const buttons = [{ type: "reply" as const, reply: { id: confirmButtonId, title: button ?? "Yes" } }]
  const interactive = { type: "button" as const, body: { text }, action: { buttons } }
  return { kind: "free_form", message: { type: "interactive", interactive } }
}

async function languagesOf(tx: Tx, contactIds: readonly string[]): Promise<Map<string, string | null>> {
  const { rows: found } = await sql<{ id: string; language: string | null }>`
    SELECT id, language FROM contacts WHERE id = ANY(${contactIds}::uuid[])`.execute(tx)
  return new Map(found.map(({ id, language }) => [id, language]))
}

/** Texts that were checked as they were written. @returns their ids by what they say */
async function keepContents(
  tx: Tx,
  workspaceId: string,
  bodies: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const contents = [...new Set(bodies)].map((body) => ({
    body,
    digest: createHash("sha256").update(body).digest(),
  }))
  const { rows: kept } = await sql<{ id: string; digest: Buffer }>`
    INSERT INTO contents AS c (workspace_id, body, digest, created_at, used_at)
    SELECT ${workspaceId}, body::jsonb, digest, ${now}, ${now}
    FROM ${rows("content", contents, { body: "text", digest: "bytea" })} ORDER BY digest
    ON CONFLICT (workspace_id, digest) DO UPDATE
      SET used_at = CASE WHEN c.used_at IS NOT NULL THEN greatest(c.used_at, excluded.used_at) END -- NULL: a campaign keeps it
    RETURNING id, digest`.execute(tx)
  const byDigest = new Map(kept.map(({ id, digest }) => [digest.toString("hex"), id]))
  return new Map(
    contents.flatMap(({ body, digest }) => {
      const id = byDigest.get(digest.toString("hex"))
      return id === undefined ? [] : [[body, id] as const]
    }),
  )
}
