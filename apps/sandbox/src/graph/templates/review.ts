/** Template review: what decides, when, and who is told. */

import { tellAccount } from "../../delivery/account.ts"
import { jsonNumber } from "../../delivery/update.ts"
import type { Webhooks } from "../../delivery/webhooks.ts"
import { isRecord } from "../../json.ts"
import type { Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { faultOf, rejectionOf } from "./rules.ts"

const pauseMs = [3 * 60 * 60 * 1000, 6 * 60 * 60 * 1000] as const
/** How long what is left of a deleted template is kept. */
const restsMs = 30 * 24 * 60 * 60 * 1000
const pauseTitles = ["FIRST_PAUSE", "SECOND_PAUSE"] as const

export type Decision = "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED"

declare module "../../running.ts" {
  interface Running {
    readonly review: Review
  }
}

export class Review {
  readonly #world: World
  readonly #webhooks: Webhooks

  constructor(world: World, webhooks: Webhooks) {
    this.#world = world
    this.#webhooks = webhooks
    world.agenda.on("review", () => this.#concludeDue())
  }

  /** Reviews that will be decided by themselves. */
  get waiting(): number {
    return this.#world.templates.filter(
      ({ status, due_at_ms }) => (status === "PENDING" || status === "IN_APPEAL") && due_at_ms !== undefined,
    ).length
  }

  /** Plans what an earlier run left undecided. */
  resume(): void {
    for (const template of this.#world.templates.values()) {
      if (template.due_at_ms !== undefined) this.#world.agenda.at(template.due_at_ms, "review", 0)
    }
  }

  /** Puts the template before the reviewer: a timer when review is automatic, a person when it is manual. */
  submit(template: Template): void {
    this.#await(template, "PENDING")
  }

  /** The owner asks for a rejection to be looked at again, in Business Support; who looks at it finds what the rules find. */
  appeal(template: Template): void {
    this.#await(template, "IN_APPEAL")
    this.announce(template, "IN_APPEAL")
  }

  #await(template: Template, status: "PENDING" | "IN_APPEAL"): void {
    const { mode, delay_ms } = this.#world.settings.review
    template.status = status
    template.rejected_reason = "NONE"
    if (mode === "automatic") {
      template.due_at_ms = this.#world.clock.nowMs() + delay_ms
      this.#world.agenda.at(template.due_at_ms, "review", 0)
    } else {
      delete template.due_at_ms
    }
    this.#world.templates.put(template)
  }

  /** Decides at once; REJECTED takes a `reason` of Meta's list; PAUSED counts towards the template's end, RATE_LIMITING_PAUSE is one of pacing. */
  decide(template: Template, decision: Decision, reason?: string): void {
    const now = this.#world.clock.nowMs()
    delete template.due_at_ms
    template.updated_at_ms = now
    template.status = decision
    template.active_at_ms = now
    template.rejected_reason = decision === "REJECTED" ? (reason ?? "INVALID_FORMAT") : "NONE"
    if (decision === "PAUSED") {
      this.pause(template, reason === "RATE_LIMITING_PAUSE" ? reason : undefined)
      return
    }
    this.#world.templates.put(template)
    this.announce(template, decision, {
      ...(decision === "REJECTED" ? { rejection_info: rejectionOf(template.rejected_reason) } : {}),
      ...(decision === "DISABLED"
        ? {
            disable_info: { disable_date: Math.floor(now / 1000) },
            other_info: {
              title: "DISABLED",
              description: "Your WhatsApp message template has been disabled.",
            },
          }
        : {}),
    })
  }

  /**
   * The owner deletes the template. An approved one is on its way out for 30 days, in which what was sent is still
   * delivered and its name stays taken; any other is gone at once.
   */
  remove(template: Template): void {
    const now = this.#world.clock.nowMs()
    if (template.status !== "APPROVED") {
      this.#forget({ ...template, updated_at_ms: now })
      return
    }
    const due_at_ms = now + restsMs
    const removed = this.#world.templates.put({
      ...template,
      status: "DELETED",
      updated_at_ms: now,
      due_at_ms,
    })
    this.#world.agenda.at(due_at_ms, "review", 0)
    this.announce(removed, "PENDING_DELETION", {
      reason: null,
      disable_info: { disable_date: Math.floor(due_at_ms / 1000) },
    })
  }

  #forget(template: Template): void {
    this.#world.templates.delete(template.id)
    this.announce(template, "DELETED", {
      disable_info: { disable_date: Math.floor(template.updated_at_ms / 1000) },
    })
  }

  /** A new quality score; a template that falls to RED is paused. */
  rate(template: Template, score: Template["quality"]): void {
    const previous = template.quality
    if (previous === score) return
    template.quality = score
    this.#world.templates.put(template)
    this.tell(template, "message_template_quality_update", {
      previous_quality_score: previous,
      new_quality_score: score,
      ...namesOf(template),
    })
    if (score === "RED" && template.status === "APPROVED") this.pause(template)
  }

  /** Meta finds the template in the wrong category: changes it, or announces the change a day ahead. */
  recategorize(template: Template, category: Template["category"], isNotice: boolean): void {
    const now = this.#world.clock.nowMs()
    const named = namesOf(template)
    if (isNotice) {
      template.correct_category = category
      this.#world.templates.put(template)
      this.tell(template, "template_category_update", {
        ...named,
        new_category: template.category,
        correct_category: category,
        category_update_timestamp: Math.floor(now / 1000) + 24 * 60 * 60,
      })
      return
    }
    const previous = template.category
    delete template.correct_category
    this.#world.templates.put({ ...template, category, previous_category: previous, updated_at_ms: now })
    this.tell(template, "template_category_update", {
      ...named,
      previous_category: previous,
      new_category: category,
    })
  }

  /** Ends a pause. */
  unpause(template: Template): void {
    delete template.due_at_ms
    delete template.paused
    template.status = "APPROVED"
    template.updated_at_ms = this.#world.clock.nowMs()
    this.#world.templates.put(template)
    this.announce(template, "APPROVED", {
      other_info: { title: "UNPAUSE", description: "Your WhatsApp message template is active again." },
    })
  }

  /** First pause 3 hours, second 6, then the template is disabled. `cause` is told instead of the count. */
  pause(template: Template, cause?: "RATE_LIMITING_PAUSE"): void {
    const now = this.#world.clock.nowMs()
    const lastsMs = pauseMs[template.pauses]
    const title = cause ?? pauseTitles[template.pauses]
    template.status = "PAUSED"
    template.pauses += 1
    if (lastsMs === undefined || title === undefined) {
      this.decide(template, "DISABLED")
      return
    }
    template.due_at_ms = now + lastsMs
    template.paused = { at_ms: now, by_pacing: cause !== undefined }
    template.quality = "RED"
    delete template.pacing
    this.#world.templates.put(template)
    this.#world.agenda.at(template.due_at_ms, "review", 0)
    this.announce(template, "PAUSED", {
      other_info: {
        title,
        description: `Your WhatsApp message template has been paused for ${lastsMs / 3_600_000} hours until ${new Date(template.due_at_ms).toUTCString()} because it continued to receive negative feedback.`,
      },
    })
  }

  /** Of all templates, as their ids need not be numbers that an agenda can hold. */
  #concludeDue(): void {
    const now = this.#world.clock.nowMs()
    const due = this.#world.templates.filter(({ due_at_ms }) => due_at_ms !== undefined && due_at_ms <= now)
    for (const template of due.sort((a, b) => (a.due_at_ms ?? 0) - (b.due_at_ms ?? 0)))
      this.#conclude(template)
  }

  #conclude(template: Template): void {
    if (template.status === "DELETED") this.#forget(template)
    else if (template.status === "PAUSED") this.unpause(template)
    else if (template.status === "PENDING" || template.status === "IN_APPEAL") {
      const fault = faultOf(template)
      if (fault === undefined) this.decide(template, "APPROVED")
      else this.decide(template, "REJECTED", fault)
    }
  }

  /** Tells what an edited template says now. */
  tellComponents(template: Template): void {
    const part = (type: string) => template.components.find((component) => component.type === type)
    const buttons = part("BUTTONS")?.buttons
    this.tell(template, "message_template_components_update", {
      ...namesOf(template),
      message_template_element: part("BODY")?.text,
      message_template_title: part("HEADER")?.text,
      message_template_footer: part("FOOTER")?.text,
      message_template_buttons: Array.isArray(buttons)
        ? buttons.filter(isRecord).map((button) => ({
            message_template_button_type: button.type,
            message_template_button_text: button.text,
            message_template_button_url: button.url,
            message_template_button_phone_number: button.phone_number,
          }))
        : undefined,
    })
  }

  /** Tells of a new status. */
  announce(template: Template, event: string, more: object = {}): void {
    this.tell(template, "message_template_status_update", {
      event,
      ...namesOf(template),
      reason: template.rejected_reason,
      message_template_category: template.category,
      ...more,
    })
  }

  /** Tells the account's apps `value` in a field about templates. */
  tell(template: Template, field: string, value: object): void {
    const waba = this.#world.wabas.get(template.waba_id)
    if (waba !== undefined) tellAccount(this.#world, this.#webhooks, waba, field, value)
  }
}

function namesOf(template: Template): object {
  return {
    message_template_id: jsonNumber(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  }
}
