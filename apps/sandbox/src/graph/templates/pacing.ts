/**
 * Pacing: the first messages of a new marketing template are sent, the rest is held until Meta has seen how
 * people take them. Then everything held is released, or the template is paused and everything held fails.
 */

import { fateOf } from "../../delivery/planned-outcome.ts"
import type { Statuses } from "../../delivery/statuses.ts"
import type { Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Review } from "./review.ts"

const templatePaused = 132015

declare module "../../running.ts" {
  interface Running {
    readonly pacing: Pacing
  }
}

export class Pacing {
  readonly #world: World
  readonly #statuses: Statuses
  readonly #review: Review

  constructor(world: World, statuses: Statuses, review: Review) {
    this.#world = world
    this.#statuses = statuses
    this.#review = review
    world.agenda.on("assessment", () => this.#concludeDue())
  }

  /** Assessments that will be concluded by themselves. */
  get waiting(): number {
    return this.#world.templates.filter((template) => template.pacing?.due_at_ms !== undefined).length
  }

  resume(): void {
    for (const { pacing } of this.#world.templates.values()) {
      if (pacing?.due_at_ms !== undefined) this.#world.agenda.at(pacing.due_at_ms, "assessment", 0)
    }
  }

  /** Counts one message of the template; true when it has to wait. */
  holds(template: Template): boolean {
    const { mode, threshold, decide_after_ms } = this.#world.settings.pacing
    if (mode === "off" || template.category !== "MARKETING" || template.quality === "GREEN") return false
    const pacing = template.pacing ?? { sent: 0, is_concluded: false }
    if (pacing.is_concluded) return false
    if (pacing.sent < threshold) {
      template.pacing = { ...pacing, sent: pacing.sent + 1 }
      this.#world.templates.put(template)
      return false
    }
    if (mode !== "manual" && pacing.due_at_ms === undefined) {
      const due_at_ms = this.#world.clock.nowMs() + decide_after_ms
      template.pacing = { ...pacing, due_at_ms }
      this.#world.templates.put(template)
      this.#world.agenda.at(due_at_ms, "assessment", 0)
    }
    return true
  }

  /** Ends the assessment; answers how many messages were held. */
  decide(template: Template, decision: "release" | "drop"): number {
    template.pacing = { sent: template.pacing?.sent ?? 0, is_concluded: true }
    this.#world.templates.put(template)
    const held = this.#world.messages.many(this.#world.held.take(template.id))
    for (const message of held) {
      const number = this.#world.numbers.get(String(message.number))
      if (number === undefined) continue
      const { id, person } = message
      const failCode = decision === "drop" ? templatePaused : 0
      Object.assign(
        message,
        fateOf(this.#world, number, this.#world.people.get(String(person)), {
          id,
          person,
          template,
          failCode,
        }),
      )
      this.#world.messages.update(message)
      this.#statuses.plan(message)
    }
    if (decision === "drop") this.#review.pause(template, "RATE_LIMITING_PAUSE")
    return held.length
  }

  #concludeDue(): void {
    const now = this.#world.clock.nowMs()
    const decision = this.#world.settings.pacing.mode === "drop" ? "drop" : "release"
    for (const template of this.#world.templates.filter(
      ({ pacing }) => (pacing?.due_at_ms ?? now + 1) <= now,
    ))
      this.decide(template, decision)
  }
}
