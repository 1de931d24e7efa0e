/** Fields of a message template. */
import type { Template } from "../../world/objects.ts"
import type { NodeShape } from "../fields.ts"

export function templateShape(): NodeShape<Template> {
  return {
    typeName: "WhatsAppMessageTemplate",
    defaults: [
      "name",
      "parameter_format",
      "components",
      "language",
      "status",
      "category",
      "sub_category",
      "previous_category",
    ],
    readers: {
      name: (template) => template.name,
      parameter_format: (template) => template.parameter_format,
      components: (template) => template.components,
      language: (template) => template.language,
      status: (template) => template.status,
      category: (template) => template.category,
      sub_category: () => undefined,
      previous_category: (template) => template.previous_category,
      correct_category: () => undefined,
      rejected_reason: (template) => template.rejected_reason,
      quality_score: (template) => ({
        score: template.quality,
        date: Math.floor(template.updated_at_ms / 1000),
      }),
      last_updated_time: (template) =>
        new Date(template.updated_at_ms).toISOString().replace(/\.\d{3}Z$/, "+0000"),
      message_send_ttl_seconds: (template) => template.message_send_ttl_seconds,
      cta_url_link_tracking_opted_out: () => undefined,
      library_template_name: () => undefined,
      health_status: (template) => ({
        can_send_message: template.status === "APPROVED" ? "AVAILABLE" : "BLOCKED",
        entities: [
          {
            entity_type: "MESSAGE_TEMPLATE",
            id: template.id,
            can_send_message: template.status === "APPROVED" ? "AVAILABLE" : "BLOCKED",
          },
        ],
      }),
    },
  }
}
