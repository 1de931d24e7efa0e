/** Messages that are held while their template is being assessed. */
import type { Store } from "./database.ts"

export class HeldMessages {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  hold(messageId: number, templateId: string): void {
    this.#store.statement("INSERT INTO held VALUES (?, ?)").run(messageId, Number(templateId))
  }

  /** Takes out the messages of a template, oldest first. */
  take(templateId: string): number[] {
    const { database } = this.#store
    const ids = database
      .prepare("SELECT message FROM held WHERE template = ? ORDER BY message")
      .all(Number(templateId))
      .map((row) => Number(row.message))
    database.prepare("DELETE FROM held WHERE template = ?").run(Number(templateId))
    return ids
  }

  count(templateId: string): number {
    const row = this.#store.database
      .prepare("SELECT count(*) AS n FROM held WHERE template = ?")
      .get(Number(templateId))
    return Number(row?.n ?? 0)
  }
}
