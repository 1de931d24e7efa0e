import { type LibraryFile, readUploads, wantUploads } from "../../../media/index.ts"
import type { Platform } from "../../../platform/index.ts"

/** What is known to be with Meta is not asked for again within so long. */
const knownForMs = 60_000

/** Files of the media library as one number can send them, kept for a minute. */
export class NumberFiles {
  readonly #platform: Pick<Platform, "db" | "clock">
  readonly #number: { id: string; workspaceId: string }
  readonly #known = new Map<string, { file: LibraryFile; sinceMs: number }>()

  constructor(platform: Pick<Platform, "db" | "clock">, number: { id: string; workspaceId: string }) {
    this.#platform = platform
    this.#number = number
  }

  /** @returns those that are in the library */
  async read(fileIds: readonly string[]): Promise<ReadonlyMap<string, LibraryFile>> {
    const nowMs = performance.now()
    for (const [id, { sinceMs }] of this.#known) if (nowMs - sinceMs > knownForMs) this.#known.delete(id)
    const unknown = fileIds.filter((id) => !this.#known.has(id))
    const read = unknown.length === 0 ? new Map<string, LibraryFile>() : await this.#ask(unknown)
    for (const [id, file] of read) if (file.state === "ready") this.#known.set(id, { file, sinceMs: nowMs })
    return new Map(
      fileIds.flatMap((id) => {
        const file = read.get(id) ?? this.#known.get(id)?.file
        return file === undefined ? [] : [[id, file] as const]
      }),
    )
  }

  #ask(fileIds: readonly string[]): Promise<Map<string, LibraryFile>> {
    const { db, clock } = this.#platform
    const { id: numberId, workspaceId } = this.#number
    const asked = { fileIds, numberId, now: clock.now() }
    return db.hotWorkspace(workspaceId, async (tx) => {
      await wantUploads(tx, asked)
      return readUploads(tx, asked)
    })
  }
}
