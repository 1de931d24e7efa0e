/** Template review: what decides, when, and who is told. */
import { asciiJson } from "../../delivery/update.ts"
import type { Webhooks } from "../../delivery/webhooks.ts"
import type { Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { faultOf } from "./rules.ts"

const PAUSE_MS = [3 * 60 * 60 * 1000, 6 * 60 * 60 * 1000] as const
const PAUSE_TITLES = ["FIRST_PAUSE", "SECOND_PAUSE"] as const

export type Decision = "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED"

export class Review {
  readonly #world: World
  readonly #webhooks: Webhooks

  constructor(world: World, webhooks: Webhooks) {
    this.#world = world
    this.#webhooks = webhooks
    world.agenda.on("review", (ids) => {
      for (const id of ids) this.#conclude(String(id))
    })
  }

  /** Reviews that will be decided by themselves. */
  get waiting(): number {
    return this.#world.templates.filter(
      (template) => template.status === "PENDING" && template.due_at_ms !== undefined,
    ).length
  }

  /** Plans what an earlier run left undecided. */
  resume(): void {
    for (const template of this.#world.templates.values()) {
      if (template.due_at_ms !== undefined)
        this.#world.agenda.at(template.due_at_ms, "review", Number(template.id))
    }
  }

  /** Puts the template before the reviewer: a timer when review is automatic, a person when it is manual. */
  submit(template: Template): void {
    const { mode, delay_ms } = this.#world.settings.review
    template.status = "PENDING"
    template.rejected_reason = "NONE"
    if (mode === "automatic") {
      template.due_at_ms = this.#world.clock.nowMs() + delay_ms
      this.#world.agenda.at(template.due_at_ms, "review", Number(template.id))
    } else {
      delete template.due_at_ms
    }
    this.#world.templates.put(template)
  }

  decide(template: Template, decision: Decision, reason?: string): void {
    const now = this.#world.clock.nowMs()
    delete template.due_at_ms
    template.updated_at_ms = now
    template.status = decision
    template.rejected_reason = decision === "REJECTED" ? (reason ?? "INVALID_FORMAT") : "NONE"
    if (decision === "PAUSED") {
      this.#pause(template, now)
      return
    }
    this.#world.templates.put(template)
    this.#tell(template, decision, {
      ...(decision === "REJECTED"
        ? {
            rejection_info: {
              reason: reason ?? "INVALID_FORMAT",
              recommendation: "Change the template and submit it again.",
            },
          }
        : {}),
      ...(decision === "DISABLED"
        ? {
            other_info: {
              title: "DISABLED",
              description: "Your WhatsApp message template has been disabled.",
            },
          }
        : {}),
    })
  }

  /** Ends a pause. */
  unpause(template: Template): void {
    delete template.due_at_ms
    template.status = "APPROVED"
    template.updated_at_ms = this.#world.clock.nowMs()
    this.#world.templates.put(template)
    this.#tell(template, "APPROVED", {
      other_info: { title: "UNPAUSE", description: "Your WhatsApp message template is active again." },
    })
  }

  /** First pause 3 hours, second 6, then the template is disabled. */
  #pause(template: Template, now: number): void {
    const lastsMs = PAUSE_MS[template.pauses]
    const title = PAUSE_TITLES[template.pauses]
    template.pauses += 1
    if (lastsMs === undefined || title === undefined) {
      this.decide(template, "DISABLED")
      return
    }
    template.due_at_ms = now + lastsMs
    template.quality = "RED"
    this.#world.templates.put(template)
    this.#world.agenda.at(template.due_at_ms, "review", Number(template.id))
    this.#tell(template, "PAUSED", {
      other_info: {
        title,
        description: `Your WhatsApp message template has been paused for ${lastsMs / 3_600_000} hours until ${new Date(template.due_at_ms).toUTCString()} because it continued to receive negative feedback.`,
      },
    })
  }

  #conclude(id: string): void {
    const template = this.#world.templates.get(id)
    // A plan that was overtaken by a decision or an edit.
    if (template?.due_at_ms === undefined || template.due_at_ms > this.#world.clock.nowMs()) return
    if (template.status === "PAUSED") this.unpause(template)
    else if (template.status === "PENDING") {
      const fault = faultOf(template)
      if (fault === undefined) this.decide(template, "APPROVED")
      else this.decide(template, "REJECTED", fault)
    }
  }

  #tell(template: Template, event: string, more: object): void {
    const waba = this.#world.wabas.get(template.waba_id)
    if (waba === undefined) return
    this.#webhooks.tell(waba, undefined, {
      entry_id: waba.id,
      field: "message_template_status_update",
      number_id: "",
      slot: "value",
      json: asciiJson({
        event,
        message_template_id: Number(template.id),
        message_template_name: template.name,
        message_template_language: template.language,
        reason: template.rejected_reason,
        message_template_category: template.category,
        ...more,
      }),
      contact: null,
      at_ms: this.#world.clock.nowMs(),
    })
  }
}
