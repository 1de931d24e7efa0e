/** Messages that are held while their template is being assessed. */
import type { Store } from "./database.ts"

export class HeldMessages {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  hold(messageId: number, templateId: string): void {
    this.#store.statement("INSERT INTO held VALUES (?, ?)").run(messageId, BigInt(templateId))
  }

  /** Takes out the messages of a template, oldest first. */
  take(templateId: string): number[] {
    const { database } = this.#store
    const ids = database
      .prepare("SELECT message FROM held WHERE template = ? ORDER BY message")
      .all(BigInt(templateId))
      .map((row) => Number(row.message))
    database.prepare("DELETE FROM held WHERE template = ?").run(BigInt(templateId))
    return ids
  }

  count(templateId: string): number {
    const row = this.#store.database
      .prepare("SELECT count(*) AS n FROM held WHERE template = ?")
      .get(BigInt(templateId))
    return Number(row?.n ?? 0)
  }
}
