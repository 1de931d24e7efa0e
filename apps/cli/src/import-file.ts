import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { answerOf, type ParleyApi, type Shapes } from "./api/client.ts"
import { Failure } from "./failure.ts"
import type { Screen } from "./print/screen.ts"
import { figure } from "./print/table.ts"

type Settings = Omit<Shapes["ImportStart"], "dry_run">

export interface ImportWish {
  file: string
  settings: Settings
  /** Only counts. */
  isDryRun?: boolean | undefined
}

const pollMs = 200
const over = new Set<Shapes["Import"]["state"]>(["completed", "failed", "canceled"])

/**
 * Uploads a file, then shows how far its import is until it has ended.
 * @returns the import as it ended, which may be `failed` or `canceled`; after a dry run `ready`, with what importing it would come to
 */
export async function importFile(
  api: ParleyApi,
  screen: Screen,
  wish: ImportWish,
): Promise<Shapes["Import"]> {
  const bytes = await sizeOf(wish.file)
  const created = await answerOf(
    api.POST("/v1/imports", {
      body: {
        file_name: basename(wish.file),
        ...wish.settings,
        ...(wish.isDryRun && { starts_itself: false }),
      },
    }),
  )
  const { id } = created
  const progress = screen.progress()
  try {
    await api.upload(`/v1/imports/${id}/file`, upload(wish.file, bytes, progress))
    if (wish.isDryRun) {
      const body = { ...wish.settings, dry_run: true }
      await answerOf(api.POST("/v1/imports/{id}/start", { params: { path: { id } }, body }))
    }
    for (;;) {
      const now = await answerOf(api.GET("/v1/imports/{id}", { params: { path: { id } } }))
      if (over.has(now.state) || (wish.isDryRun && now.state === "ready")) return now
      progress.show(bytes === 0 ? 1 : now.bytes_read / bytes, `${figure(now.rows_read)} rows`)
      await sleep(pollMs)
    }
  } finally {
    progress.clear()
  }
}

/** The file as it is read; shows how much of it has left. */
function upload(file: string, bytes: number, progress: ReturnType<Screen["progress"]>) {
  const stream = createReadStream(file)
  let sent = 0
  stream.on("data", (piece) => {
    sent += piece.length
    progress.show(sent / bytes, "uploaded")
  })
  stream.pause()
  return { stream, contentType: "text/csv", bytes }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return found.size
  throw new Failure(`There is no file ${file}.`)
}

/** What an import came to, in one line. */
export function importSummary(ended: Shapes["Import"]): string {
  const { kind, rows_read, rows_created, rows_refused, events_recorded } = ended
  if (kind === "events") {
    return [
      `${figure(rows_read)} rows`,
      `${figure(events_recorded)} events recorded`,
      `${figure(rows_read - rows_refused - events_recorded)} recorded before`,
      `${figure(rows_refused)} refused`,
      `${figure(rows_created)} new contacts`,
    ].join(" · ")
  }
  const parts = [
    `${figure(rows_read)} rows`,
    `${figure(rows_created)} created`,
    `${figure(ended.rows_updated)} updated`,
    `${figure(ended.rows_unchanged)} unchanged`,
    `${figure(rows_refused)} refused`,
    `${figure(ended.subscriptions_changed)} subscriptions changed`,
  ]
  if (ended.opt_outs_kept > 0) parts.push(`${figure(ended.opt_outs_kept)} opt-outs kept`)
  return parts.join(" · ")
}
