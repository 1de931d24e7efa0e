import { createHash } from "node:crypto"
import {
  downloadMedia,
  type GraphError,
  type MediaInfo,
  maxMediaBytes,
  mediaInfo,
} from "@parley/whatsapp/graph"
import { graphClient } from "../../connect/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { type ClaimedFile, type FetchOutcome, fileKey } from "./media-rows.ts"

type Graph = ReturnType<typeof graphClient>
type Needs = Pick<Platform, "config" | "graph" | "secrets" | "files" | "fileStore">

/** A minute, and more for large files: a hundred megabytes at two megabits a second. */
const withinMs = (bytes: number) => 60_000 + bytes / 250
/** A file that does not fit Meta's own digest so often is kept as it comes: better than none. */
const mostDoubts = 3

/** Fetches one file from Meta and keeps it. Resolves always; what went wrong is the outcome. */
export async function fetchFile(platform: Needs, file: ClaimedFile): Promise<FetchOutcome> {
  try {
    const graph = graphClient(platform, file)
    const info = await mediaInfo(graph, file.meta_id, { phoneNumberId: file.phone_number_id })
    if (!info.ok) return refused(file, info.error)
    const { fileSize } = info.data
    if (fileSize > maxMediaBytes)
      return { file, state: "failed", failure: "too_large", detail: `${fileSize} bytes` }
    const maxBytes = fileSize || maxMediaBytes
    return await platform.files.hold(
      maxBytes,
      () => keepFile(platform, graph, file, info.data, maxBytes),
      file.workspace_id,
    )
  } catch (error) {
    if (!(error instanceof Problem))
      return { file, state: "waiting", failure: "store_failed", detail: wordsOf(error) }
    if (error.code === "unavailable") return { file, state: "waiting", failure: null, detail: null }
    return { file, state: "waiting", failure: "no_access", detail: error.message }
  }
}

/** @throws what the file store throws */
async function keepFile(
  { fileStore }: Needs,
  graph: Graph,
  file: ClaimedFile,
  info: MediaInfo,
  maxBytes: number,
): Promise<FetchOutcome> {
  const downloaded = await downloadMedia(graph, info.url, { maxBytes, withinMs: withinMs(maxBytes) })
  if (!downloaded.ok) return refused(file, downloaded.error)
  const { bytes } = downloaded.data
  const isWhole = info.sha256 === "" || info.sha256 === createHash("sha256").update(bytes).digest("hex")
  if (!isWhole && file.tries <= mostDoubts)
    return { file, state: "waiting", failure: "damaged", detail: null }
  await fileStore.put(fileKey(file), bytes)
  return { file, state: "fetched", bytes: bytes.length, mimeType: info.mimeType }
}

function refused(file: ClaimedFile, error: GraphError): FetchOutcome {
  return error.kind === "rejected"
    ? { file, state: "waiting", failure: "meta_refused", detail: error.details ?? error.message }
    : { file, state: "waiting", failure: "meta_unreachable", detail: wordsOf(error.cause) }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500)
