/** Bytes of media, in the state file only. */
import type { Store } from "./database.ts"

export function putBlob(store: Store, id: string, bytes: Uint8Array): void {
  store.database.prepare("INSERT OR REPLACE INTO blobs VALUES (?, ?)").run(id, bytes)
}

export function getBlob(store: Store, id: string): Buffer | undefined {
  const bytes = store.database.prepare("SELECT bytes FROM blobs WHERE id = ?").get(id)?.bytes
  return bytes instanceof Uint8Array ? Buffer.from(bytes) : undefined
}

export function deleteBlob(store: Store, id: string): void {
  store.database.prepare("DELETE FROM blobs WHERE id = ?").run(id)
}
