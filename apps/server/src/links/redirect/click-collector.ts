/** Clicks on their way from the requests to the durable log: some at a time, and beside the answers. */
import { setTimeout as sleep } from "node:timers/promises"
import { v7 } from "uuid"
import type { Platform } from "../../platform/index.ts"
import { type Click, clickTopic, entryOf, partitionOfClick } from "../clicks/topic.ts"
import type { LinkRef } from "../link-id.ts"

const collectMs = 100
const retryMs = 500
/** While the log is away: 25 MB of them, a minute of 2,000 a second. What comes then is lost, and said to be. */
const mostWaiting = 120_000

export class ClickCollector {
  readonly #platform: Pick<Platform, "log" | "logger" | "clock">
  #waiting: Click[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #lost = 0

  constructor(platform: Pick<Platform, "log" | "logger" | "clock">) {
    this.#platform = platform
  }

  add(ref: LinkRef, isProgram: boolean): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#lost++
      return
    }
    const { from, to } = ref.message
    this.#waiting.push({ link: ref.linkId, from, to, at: this.#platform.clock.now().getTime(), isProgram })
    this.#timer ??= setTimeout(() => void this.#write(), collectMs)
  }

  /** Resolves when everything is in the log. */
  async close(): Promise<void> {
    while (this.#waiting.length > 0 || this.#writing) await this.#write()
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const clicks = this.#waiting
      this.#waiting = []
      // Clicks of a message are in one partition, so that no two of them are counted at the same time.
      for (const [partition, those] of Map.groupBy(clicks, partitionOfClick))
        await this.#append(String(partition), entryOf(v7(), those))
    }
    if (this.#lost > 0)
      this.#platform.logger.error({ clicks: this.#lost }, "clicks were lost while the log was away")
    this.#lost = 0
  }

  async #append(key: string, entry: string): Promise<void> {
    for (;;) {
      try {
        return await this.#platform.log.append(clickTopic, key, entry)
      } catch (error) {
        this.#platform.logger.warn({ err: error }, "cannot write clicks; retrying")
        await sleep(retryMs)
      }
    }
  }
}
