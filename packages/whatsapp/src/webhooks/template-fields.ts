/** Webhooks about templates. Source: Meta, webhooks reference, fields `message_template_*` and `template_category_update`. */
import { asId, asInstant, asList, asRecord, asText, type JsonRecord } from "../json.ts"
import type {
  EventOrigin,
  TemplateCategoryEvent,
  TemplateComponentsEvent,
  TemplateQualityEvent,
  TemplateStatusEvent,
} from "./event.ts"

interface TemplateIdentity {
  templateId: string
  name: string
  language: string
}

function identityOf(value: JsonRecord): TemplateIdentity | undefined {
  const templateId = asId(value.message_template_id)
  const name = asText(value.message_template_name)
  const language = asText(value.message_template_language)
  if (templateId === undefined || name === undefined || language === undefined) return undefined
  return { templateId, name, language }
}

export function parseTemplateStatus(value: JsonRecord, origin: EventOrigin): TemplateStatusEvent | undefined {
  const identity = identityOf(value)
  const event = asText(value.event)
  if (identity === undefined || event === undefined) return undefined
  const other = asRecord(value.other_info)
  const rejection = asRecord(value.rejection_info)
  return {
    kind: "template_status",
    ...origin,
    ...identity,
    event,
    reason: asText(value.reason),
    category: asText(value.message_template_category),
    disableDate: dateText(asRecord(value.disable_info)?.disable_date),
    otherInfo: other && { title: asText(other.title), description: asText(other.description) },
    rejectionInfo: rejection && {
      reason: asText(rejection.reason),
      recommendation: asText(rejection.recommendation),
    },
  }
}

/** Dates come as text and as seconds since 1970. */
function dateText(value: unknown): string | undefined {
  return typeof value === "number" ? asInstant(value)?.toISOString() : asText(value)
}

export function parseTemplateQuality(
  value: JsonRecord,
  origin: EventOrigin,
): TemplateQualityEvent | undefined {
  const identity = identityOf(value)
  const quality = asText(value.new_quality_score)
  if (identity === undefined || quality === undefined) return undefined
  return {
    kind: "template_quality",
    ...origin,
    ...identity,
    quality,
    previousQuality: asText(value.previous_quality_score),
  }
}

/** A change is announced a day ahead (`correct_category`) and reported when done (`previous_category`). */
export function parseTemplateCategory(
  value: JsonRecord,
  origin: EventOrigin,
): TemplateCategoryEvent | undefined {
  const identity = identityOf(value)
  const category = asText(value.new_category)
  if (identity === undefined || category === undefined) return undefined
  const previousCategory = asText(value.previous_category)
  const correctCategory = asText(value.correct_category)
  return {
    kind: "template_category",
    ...origin,
    ...identity,
    category,
    previousCategory,
    correctCategory,
    impending: correctCategory !== undefined && previousCategory === undefined,
    changesAt: asInstant(value.category_update_timestamp),
  }
}

export function parseTemplateComponents(
  value: JsonRecord,
  origin: EventOrigin,
): TemplateComponentsEvent | undefined {
  const identity = identityOf(value)
  if (identity === undefined) return undefined
  return {
    kind: "template_components",
    ...origin,
    ...identity,
    body: asText(value.message_template_element),
    title: asText(value.message_template_title),
    footer: asText(value.message_template_footer),
    buttons: asList(value.message_template_buttons).map((item) => {
      const button = asRecord(item)
      return {
        type: asText(button?.message_template_button_type) ?? "",
        text: asText(button?.message_template_button_text),
        url: asText(button?.message_template_button_url),
        phoneNumber: asText(button?.message_template_button_phone_number),
      }
    }),
  }
}
