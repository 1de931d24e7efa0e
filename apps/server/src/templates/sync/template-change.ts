import type {
  TemplateCategoryEvent,
  TemplateComponentsEvent,
  TemplateStatusEvent,
  WebhookEvent,
} from "@parley/whatsapp/webhooks"

/** What a webhook says about one template. A column that is absent stays as it is. */
export interface TemplateChange {
  /** The fact it is news of: of one fact the newest wins. */
  fact: "status" | "quality" | "category"
  wabaId: string
  templateId: string
  name: string
  /** With an underscore, as the API writes it. */
  language: string
  at: Date
  status?: string
  rejection_reason?: string
  status_detail?: string
  quality_score?: string
  category?: string
  previous_category?: string
  /** Announced: Meta will file it there. */
  correct_category?: string
  category_changes_at?: Date
}

/** Reads the templates' news out of webhook events. Pure; events that say nothing about templates yield nothing. */
export function templateChanges(events: readonly WebhookEvent[], now: Date): TemplateChange[] {
  return events.flatMap((event): TemplateChange[] => {
    switch (event.kind) {
      case "template_status":
        return [{ fact: "status", ...originOf(event, now), ...statusBy(event) }]
      case "template_quality":
        return [{ fact: "quality", ...originOf(event, now), quality_score: event.quality }]
      case "template_category":
        return [{ fact: "category", ...originOf(event, now), ...categoryBy(event) }]
      default:
        return []
    }
  })
}

function categoryBy(
  event: TemplateCategoryEvent,
): Pick<TemplateChange, "category" | "previous_category" | "correct_category" | "category_changes_at"> {
  const { category, previousCategory, correctCategory, changesAt, impending } = event
  return {
    category,
    ...(previousCategory === undefined ? {} : { previous_category: previousCategory }),
    ...(impending && correctCategory !== undefined ? { correct_category: correctCategory } : {}),
    ...(impending && changesAt !== undefined ? { category_changes_at: changesAt } : {}),
  }
}

export function originOf(event: Omit<TemplateComponentsEvent, "kind" | "buttons">, now: Date) {
  return {
    wabaId: event.wabaId,
    templateId: event.templateId,
    name: event.name,
    language: event.language.replace("-", "_"),
    at: event.sentAt ?? now,
  }
}

/** Events that are not a status of a template: what they mean for sending only the next sync tells. */
const noStatus: ReadonlySet<string> = new Set(["FLAGGED", "LOCKED", "UNARCHIVED"])

function statusBy(
  event: TemplateStatusEvent,
): Pick<TemplateChange, "status" | "rejection_reason" | "status_detail"> {
  const status = event.event === "REINSTATED" ? "APPROVED" : event.event
  const detail = [
    noStatus.has(event.event) ? event.event : undefined,
    event.otherInfo?.title,
    event.otherInfo?.description,
    event.rejectionInfo?.reason,
    event.rejectionInfo?.recommendation,
    event.disableDate && `Will be disabled on ${event.disableDate}`,
  ].filter((part) => part !== undefined && part !== "")
  return {
    ...(noStatus.has(event.event) ? {} : { status }),
    ...(status === "REJECTED" && event.reason && event.reason !== "NONE"
      ? { rejection_reason: event.reason }
      : {}),
    ...(detail.length > 0 ? { status_detail: detail.join(". ") } : {}),
  }
}

/**
 * Components with the texts that an edit gave them elsewhere. The webhook tells texts only: examples and components
 * that came or went are for the next sync. Pure.
 */
export function withNewTexts(components: readonly unknown[], event: TemplateComponentsEvent): unknown[] {
  return components.map((component) => {
    if (!isRecord(component)) return component
    if (component.type === "BODY" && event.body !== undefined) return { ...component, text: event.body }
    if (component.type === "FOOTER" && event.footer !== undefined) return { ...component, text: event.footer }
    if (component.type === "HEADER" && component.format === "TEXT" && event.title !== undefined) {
      return { ...component, text: event.title }
    }
    if (component.type === "BUTTONS" && Array.isArray(component.buttons)) {
      return { ...component, buttons: withNewButtons(component.buttons, event.buttons) }
    }
    return component
  })
}

function withNewButtons(buttons: readonly unknown[], told: TemplateComponentsEvent["buttons"]): unknown[] {
  if (buttons.length !== told.length) return [...buttons]
  return buttons.map((button, index) => {
    const { type, text, url, phoneNumber } = told[index] ?? {}
    if (!isRecord(button) || button.type !== type) return button
    return {
      ...button,
      ...(text === undefined ? {} : { text }),
      ...(url === undefined ? {} : { url }),
      ...(phoneNumber === undefined ? {} : { phone_number: phoneNumber }),
    }
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
