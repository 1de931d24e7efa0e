/** Files of the media library that messages show, on the way from a claim to what may go. */
import type { LibraryFile } from "../../../media/index.ts"
import type { Clock } from "../../../platform/clock.ts"
import type { OutcomeWriter } from "../outcome-writer.ts"
import type { Ready } from "../ready-queue.ts"
import type { Store } from "../store.ts"

/** A file is given to Meta within a moment, unless it is large. */
const uploadPauseMs = 1_000

/** Those whose files Meta has. The others wait for that, or are dropped where a file is gone or refused. */
export async function addFiles(
  all: readonly Ready[],
  { store, outcomes, clock }: { store: Store; outcomes: OutcomeWriter; clock: Clock },
): Promise<readonly Ready[]> {
  const showing = all.filter(({ compiled }) => compiled.filesNamed.length > 0)
  if (showing.length === 0) return all
  const ids = [...new Set(showing.flatMap(({ compiled }) => compiled.filesNamed))]
  const files = await store.libraryFiles(ids).catch((error) => {
    outcomes.giveBack(all.map(({ row }) => row))
    throw error
  })
  return all.filter((ready) => {
    const { filesNamed } = ready.compiled
    if (filesNamed.length === 0) return true
    const shown = shownFiles(filesNamed, files)
    if (shown.state === "ready") ready.metaIds = shown.metaIds
    else if (shown.state === "waiting")
      outcomes.waitUntil(ready.row, new Date(clock.now().getTime() + uploadPauseMs), "uploading_media")
    else outcomes.drop(ready.row, shown.reason, shown.detail)
    return shown.state === "ready"
  })
}

type Shown =
  | { state: "ready"; metaIds: ReadonlyMap<string, string> }
  | { state: "waiting" }
  | { state: "dropped"; reason: "media_missing" | "media_refused"; detail: string | null }

/** What the worst of them says. Pure. */
function shownFiles(ids: readonly string[], files: ReadonlyMap<string, LibraryFile>): Shown {
  const metaIds = new Map<string, string>()
  let isWaiting = false
  for (const id of ids) {
    const file = files.get(id)
    if (file === undefined) return { state: "dropped", reason: "media_missing", detail: null }
    if (file.state === "failed") return { state: "dropped", reason: "media_refused", detail: file.detail }
    if (file.state === "waiting") isWaiting = true
    else metaIds.set(id, file.metaId)
  }
  return isWaiting ? { state: "waiting" } : { state: "ready", metaIds }
}
