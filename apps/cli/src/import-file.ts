import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { basename } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type ContactImport, contactImport } from "./api/answers.ts"
import type { JsonApi } from "./api/client.ts"
import { Failure } from "./failure.ts"
import type { Screen } from "./print/screen.ts"
import { figure } from "./print/table.ts"

export interface ImportWish {
  file: string
  groupId: string
  source?: string | undefined
  defaultCountry?: string | undefined
}

const pollMs = 200

/** Streams a CSV file into an import and shows how far it is. @returns the import as it ended, which may be `failed` */
export async function importFile(api: JsonApi, screen: Screen, wish: ImportWish): Promise<ContactImport> {
  const bytes = await sizeOf(wish.file)
  const created = await api.post(
    "/v1/imports",
    {
      file_name: basename(wish.file),
      subscription_group_id: wish.groupId,
      ...(wish.source && { consent_source: wish.source }),
      ...(wish.defaultCountry && { default_country: wish.defaultCountry }),
    },
    contactImport,
  )
  const path = `/v1/imports/${created.id}`
  const progress = screen.progress()
  const ended = new AbortController()
  const watching = watch(api, path, ended.signal, (now) =>
    progress.show(bytes === 0 ? 1 : now.bytes_read / bytes, `${figure(now.rows_read)} rows`),
  )
  try {
    const file = { stream: createReadStream(wish.file), contentType: "text/csv", bytes }
    await api.upload(`${path}/file`, file, contactImport)
  } catch (error) {
    // A file that cannot be used is refused while it is still on its way; why, is kept with the import.
    const now = await api.get(path, contactImport)
    if (now.state !== "failed") throw error
  } finally {
    ended.abort()
    await watching
    progress.clear()
  }
  return api.get(path, contactImport)
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return found.size
  throw new Failure(`There is no file ${file}.`)
}

/** Progress is a courtesy: an answer that cannot be had now is had next time. */
async function watch(
  api: JsonApi,
  path: string,
  signal: AbortSignal,
  show: (now: ContactImport) => void,
): Promise<void> {
  while (!signal.aborted) {
    const now = await api.get(path, contactImport).catch(() => undefined)
    if (now && !signal.aborted) show(now)
    await sleep(pollMs, undefined, { signal }).catch(() => undefined)
  }
}

/** What an import came to, in one line. */
export function importSummary(ended: ContactImport): string {
  const parts = [
    `${figure(ended.rows_read)} rows`,
    `${figure(ended.rows_created)} created`,
    `${figure(ended.rows_updated)} updated`,
    `${figure(ended.rows_unchanged)} unchanged`,
    `${figure(ended.rows_refused)} refused`,
    `${figure(ended.subscriptions_changed)} subscriptions changed`,
  ]
  if (ended.objections_kept > 0) parts.push(`${figure(ended.objections_kept)} objections kept`)
  return parts.join(" · ")
}
