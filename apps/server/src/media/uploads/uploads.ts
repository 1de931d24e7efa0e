/** Files of the library as Meta has them for each number, and which are to be given to it. */
import { z } from "zod"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"

const dayMs = 24 * 60 * 60_000
/** Source: Meta, "Media": an uploaded id lives for 30 days. */
export const livesMs = 30 * dayMs
/** So long before that it is given to Meta again, if it is still wanted. */
export const renewedBeforeMs = 5 * dayMs
/** Not within so long before its end: a message may be repeated for some time. */
const marginMs = dayMs
/** What nothing was sent with for so long is not given to Meta again until something is. */
const wantedForMs = 30 * dayMs

export const uploadView = z
  .object({
    number_id: fields.id,
    state: z
      .enum(["waiting", "ready", "failed", "expired"])
      .describe("`waiting`: it is being given to Meta. `expired`: it is given to Meta when it is next sent"),
    expires_at: fields.timestamp.nullable(),
    failure: z.string().nullable().describe("What Meta has against it, or why it is tried again"),
  })
  .meta({ id: "MediaUpload" })
type UploadView = z.output<typeof uploadView>

/** A file as a message of one number needs it. */
export type LibraryFile =
  | { state: "ready"; metaId: string }
  /** It is being given to Meta. */
  | { state: "waiting" }
  | { state: "failed"; detail: string }

/**
 * Has files given to Meta for a number, where it does not have them, or not for long any more.
 * @param again also where Meta refused them before
 */
export async function wantUploads(
  tx: Tx,
  {
    fileIds,
    numberId,
    now,
    again = false,
  }: { fileIds: readonly string[]; numberId: string; now: Date; again?: boolean },
): Promise<void> {
  if (fileIds.length === 0) return
  const soon = new Date(now.getTime() + renewedBeforeMs)
  const dayAgo = new Date(now.getTime() - dayMs)
  const isStale = sql`(u.expires_at IS NULL OR u.expires_at < ${soon}) AND u.try_after IS NULL
    AND (u.failure IS NULL OR ${again})`
  await sql`
    INSERT INTO media_uploads AS u (file_id, number_id, workspace_id, wanted_at, try_after)
    SELECT id, ${numberId}, workspace_id, ${now}::timestamptz, ${now}::timestamptz FROM media_files
    WHERE id = ANY (${fileIds}::uuid[]) ORDER BY id
    ON CONFLICT (file_id, number_id) DO UPDATE SET wanted_at = ${now},
      try_after = CASE WHEN ${isStale} THEN ${now}::timestamptz ELSE u.try_after END,
      failure = CASE WHEN ${isStale} THEN NULL ELSE u.failure END,
      tries = CASE WHEN ${isStale} THEN 0 ELSE u.tries END
    WHERE u.wanted_at < ${dayAgo} OR (${isStale})`.execute(tx)
}

/** What a number can send of these files; one that is not there is left out. */
export async function readUploads(
  tx: Tx,
  { fileIds, numberId, now }: { fileIds: readonly string[]; numberId: string; now: Date },
): Promise<Map<string, LibraryFile>> {
  const { rows: uploads } = await sql<{ file_id: string; meta_id: string | null; failure: string | null }>`
    SELECT f.id AS file_id, CASE WHEN u.expires_at > ${new Date(now.getTime() + marginMs)} THEN u.meta_id END AS meta_id,
      CASE WHEN u.try_after IS NULL THEN u.failure END AS failure
    FROM media_files AS f LEFT JOIN media_uploads AS u ON u.file_id = f.id AND u.number_id = ${numberId}
    WHERE f.id = ANY (${fileIds}::uuid[])`.execute(tx)
  return new Map(
    uploads.map(({ file_id, meta_id, failure }): [string, LibraryFile] => {
      if (meta_id !== null) return [file_id, { state: "ready", metaId: meta_id }]
      return [file_id, failure === null ? { state: "waiting" } : { state: "failed", detail: failure }]
    }),
  )
}

/** Where Meta has a file. */
export async function uploadsOf(tx: Tx, fileId: string, now: Date): Promise<UploadView[]> {
  const { rows: uploads } = await sql<UploadView>`
    SELECT number_id, expires_at, failure, CASE
      WHEN meta_id IS NOT NULL AND expires_at > ${now} THEN 'ready'
      WHEN try_after IS NOT NULL THEN 'waiting'
      WHEN failure IS NOT NULL THEN 'failed'
      ELSE 'expired' END AS state
    FROM media_uploads WHERE file_id = ${fileId} ORDER BY number_id LIMIT 100`.execute(tx)
  return uploads
}

/** A file that is to be given to Meta, with what that takes. */
export interface DueUpload {
  file_id: string
  number_id: string
  workspace_id: string
  tries: number
  file: string
  name: string
  mime_type: string
  bytes: number
  phone_number_id: string
  waba_id: string
  sealed_token: Buffer
}

/** So long one may take; then its process is taken for dead. */
const leaseMs = 15 * 60_000

/** Up to `limit` uploads whose time has come, for this process alone. What nobody wants any more is left until somebody does. */
export async function claimUploads(
  tx: Tx,
  { now, limit }: { now: Date; limit: number },
): Promise<DueUpload[]> {
  const { rows: due } = await sql<DueUpload & { is_wanted: boolean }>`
    WITH due AS MATERIALIZED (
      SELECT file_id, number_id, wanted_at > ${new Date(now.getTime() - wantedForMs)} AS is_wanted FROM media_uploads
      WHERE try_after <= ${now} ORDER BY try_after LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE media_uploads AS u SET tries = least(tries + 1, 100),
        try_after = CASE WHEN is_wanted THEN ${new Date(now.getTime() + leaseMs)}::timestamptz END
      FROM due WHERE u.file_id = due.file_id AND u.number_id = due.number_id
      RETURNING u.file_id, u.number_id, u.workspace_id, u.tries, is_wanted
    )
    SELECT claimed.*, f.file, f.name, f.mime_type, f.bytes::int, n.phone_number_id, a.waba_id, a.sealed_token
    FROM claimed JOIN media_files AS f ON f.id = claimed.file_id
    JOIN numbers AS n ON n.id = claimed.number_id JOIN business_accounts AS a ON a.id = n.business_account_id`.execute(
    tx,
  )
  return due.filter(({ is_wanted }) => is_wanted)
}

/** What came of giving a file to Meta. */
export interface UploadOutcome {
  fileId: string
  numberId: string
  /** null: it is not there. */
  metaId: string | null
  expiresAt: Date | null
  /** When it is tried again, or given to Meta once more; null: not until someone asks. */
  tryAfter: Date | null
  failure: string | null
}

export async function settleUpload(tx: Tx, outcome: UploadOutcome): Promise<void> {
  await sql`
    UPDATE media_uploads AS u SET meta_id = coalesce(o.meta_id, u.meta_id), expires_at = coalesce(o.expires_at, u.expires_at),
      try_after = o.try_after, failure = o.failure, tries = CASE WHEN o.meta_id IS NULL THEN u.tries ELSE 0 END
    FROM ${rows("o", [outcome], {
      fileId: "uuid",
      numberId: "uuid",
      metaId: "text",
      expiresAt: "timestamptz",
      tryAfter: "timestamptz",
      failure: "text",
    })} WHERE u.file_id = o.file_id AND u.number_id = o.number_id`.execute(tx)
}
