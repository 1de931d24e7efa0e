import { buffer } from "node:stream/consumers"
import { errorCodes } from "@parley/whatsapp/errors"
import { type GraphError, uploadMedia } from "@parley/whatsapp/graph"
import { graphClient } from "../../connect/index.ts"
import type { RunningWork } from "../../platform/define-room.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { startLoop } from "../../platform/loop.ts"
import {
  claimUploads,
  type DueUpload,
  livesMs,
  renewedBeforeMs,
  settleUpload,
  type UploadOutcome,
} from "./uploads.ts"

const pollMs = 500
/** Of one process; what they hold in memory has a bound of its own (`platform.files`). */
const atOnce = 4
const firstRetryMs = 5_000
const longestRetryMs = 60 * 60_000
/** What Meta has against a file itself: it would say so again. */
const final: ReadonlySet<number> = new Set([100, errorCodes.mediaUnreadable, errorCodes.mediaRefused])

/** Gives files of the library to Meta for the numbers that send them, and again before their ids expire. */
export function startUploading(platform: Platform): RunningWork {
  const { db, clock, logger } = platform
  const underWay = new Set<Promise<void>>()
  const round = async () => {
    const limit = atOnce - underWay.size
    if (limit === 0) return false
    const due = await db.system((tx) => claimUploads(tx, { now: clock.now(), limit }))
    for (const upload of due) {
      const work = giveToMeta(platform, upload)
        .then((outcome) => db.system((tx) => settleUpload(tx, outcome)))
        .catch((error: unknown) =>
          logger.warn({ err: error, file: upload.file_id }, "an upload could not be written down"),
        )
        .finally(() => {
          underWay.delete(work)
          loop.wake()
        })
      underWay.add(work)
    }
    return false
  }
  const loop = startLoop({
    everyMs: pollMs,
    round,
    broke: (error) => logger.warn({ err: error }, "files of the media library cannot be uploaded; retrying"),
  })
  return {
    async stop() {
      await loop.stop()
      await Promise.all(underWay)
    },
  }
}

/** Resolves always; what went wrong is the outcome. */
async function giveToMeta(
  platform: Pick<Platform, "config" | "graph" | "secrets" | "files" | "fileStore" | "clock">,
  upload: DueUpload,
): Promise<UploadOutcome> {
  const { clock, files, fileStore } = platform
  const { file_id: fileId, number_id: numberId, workspace_id: workspaceId } = upload
  const failed = (failure: string, isFinal = false): UploadOutcome => ({
    fileId,
    numberId,
    metaId: null,
    expiresAt: null,
    failure: failure.slice(0, 500),
    tryAfter: isFinal ? null : new Date(clock.now().getTime() + retryDelayMs(upload.tries)),
  })
  try {
    const graph = graphClient(platform, upload)
    return await files.hold(
      upload.bytes,
      async () => {
        const stream = await fileStore.read(upload.file)
        if (stream === undefined) return failed("The file is not in the file store.", true)
        const bytes = await buffer(stream)
        const file = { bytes, mimeType: upload.mime_type, filename: upload.name }
        const given = await uploadMedia(graph, upload.phone_number_id, file)
        if (!given.ok) return failed(wordsOf(given.error), isFinalFor(given.error))
        const expiresAt = new Date(clock.now().getTime() + livesMs)
        const tryAfter = new Date(expiresAt.getTime() - renewedBeforeMs)
        return { fileId, numberId, metaId: given.data.id, expiresAt, tryAfter, failure: null }
      },
      workspaceId,
    )
  } catch (error) {
    if (error instanceof Problem) return failed(error.message)
    return failed(`The file could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What it has against the number, which may not be there or not for us, passes. */
const isFinalFor = (error: GraphError) =>
  error.kind === "rejected" && final.has(error.code) && error.entry.scope === "message"

const wordsOf = (error: GraphError): string =>
  error.kind === "rejected"
    ? (error.details ?? error.userMessage ?? error.message)
    : "Meta could not be reached."

/** 5 s, 10 s, 20 s and so on up to an hour. Pure. */
const retryDelayMs = (tries: number) => Math.min(firstRetryMs * 2 ** Math.max(0, tries - 1), longestRetryMs)
