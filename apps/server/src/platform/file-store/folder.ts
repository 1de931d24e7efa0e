import { open, rename, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Readable } from "node:stream"
import { privateFolder, unless } from "../private-files.ts"
import { type BytesOfFile, type FileStore, requireKey } from "./file-store.ts"

/** Files in a folder that its owner alone can look into. Several machines must share it. */
export class FolderStore implements FileStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(key)
    await privateFolder(dirname(path))
    // Moved into its place as a whole, so that a process that dies leaves nothing half. Its next try takes the same name.
    const arriving = `${path}.part`
    const file = await open(arriving, "w", 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(arriving, path)
  }

  async read(key: string, part?: BytesOfFile): Promise<Readable | undefined> {
    const file = await open(this.#pathOf(key)).catch(unless("ENOENT"))
    return file?.createReadStream(part && { start: part.from, end: part.to })
  }

  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key)
    await Promise.all([rm(path, { force: true }), rm(`${path}.part`, { force: true })])
  }

  async close(): Promise<void> {}

  #pathOf(key: string): string {
    return join(this.#folder, requireKey(key))
  }
}
