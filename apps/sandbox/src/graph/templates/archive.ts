/** Archival: a template nobody used for a year is archived, and deleted 28 days later unless someone takes it back. */
import type { Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Review } from "./review.ts"

const dayMs = 24 * 60 * 60 * 1000
const idleMs = 365 * dayMs
const keptMs = 28 * dayMs

declare module "../../running.ts" {
  interface Running {
    readonly archive: Archive
  }
}

export class Archive {
  readonly #world: World
  readonly #review: Review

  constructor(world: World, review: Review) {
    this.#world = world
    this.#review = review
    world.agenda.on("archival", () => this.#tidy())
    world.clock.onMove(() => this.#plan())
  }

  resume(): void {
    this.#plan()
  }

  /** Takes a template back out of the archive. */
  unarchive(template: Template): void {
    template.status = "APPROVED"
    template.active_at_ms = this.#world.clock.nowMs()
    this.#world.templates.put(template)
    this.#review.announce(template, "UNARCHIVED")
  }

  /** Looks once a day of virtual time, and at once after the clock was moved. */
  #plan(): void {
    this.#world.agenda.at(this.#world.clock.nowMs(), "archival", 0)
  }

  #tidy(): void {
    const now = this.#world.clock.nowMs()
    for (const template of this.#world.templates.values()) {
      const activeAtMs = template.active_at_ms ?? template.updated_at_ms
      if (template.status === "APPROVED" && now - activeAtMs >= idleMs) {
        template.status = "ARCHIVED"
        template.updated_at_ms = now
        this.#world.templates.put(template)
        this.#review.announce(template, "ARCHIVED")
      } else if (template.status === "ARCHIVED" && now - template.updated_at_ms >= keptMs) {
        template.status = "DELETED"
        template.updated_at_ms = now
        this.#world.templates.put(template)
        this.#review.announce(template, "DELETED")
      }
    }
    if (this.#world.agenda.count("archival") === 0) this.#world.agenda.at(now + dayMs, "archival", 0)
  }
}
