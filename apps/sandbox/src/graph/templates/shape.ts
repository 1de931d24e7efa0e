/** Fields of a message template. */
import type { Template } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { type NodeShape, withoutValue } from "../protocol/fields.ts"
import { templateHealth } from "../protocol/health.ts"
import { rejectionOf } from "./rules.ts"

export function templateShape(world: World): NodeShape<Template> {
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
      sub_category: (template) => template.sub_category,
      previous_category: (template) => template.previous_category,
      correct_category: (template) => template.correct_category,
      rejected_reason: (template) => template.rejected_reason,
      quality_score: (template) => ({
        score: template.quality,
        date: Math.floor(template.updated_at_ms / 1000),
      }),
      last_updated_time: (template) =>
        new Date(template.updated_at_ms).toISOString().replace(/\.\d{3}Z$/, "+0000"),
      message_send_ttl_seconds: (template) => template.message_send_ttl_seconds,
      optimization_spec: (template) => template.optimization_spec,
      cta_url_link_tracking_opted_out: (template) => template.cta_url_link_tracking_opted_out,
      degrees_of_freedom_spec: (template) => template.degrees_of_freedom_spec,
      display_format: (template) => template.display_format,
      is_primary_device_delivery_only: (template) => template.is_primary_device_delivery_only,
      bid_spec: (template) => template.bid_spec,
      creative_sourcing_spec: (template) => template.creative_sourcing_spec,
      is_sms_fallback_enabled: (template) => template.is_sms_fallback_enabled,
      rejection_info: (template) =>
        template.status === "REJECTED" ? rejectionOf(template.rejected_reason) : undefined,
      ...withoutValue("source", "ad_account_id", "ad_id", "ad_adset_id", "ad_campaign_id"),
      library_template_name: (template) => template.library_template_name,
      health_status: (template) => templateHealth(world, template),
    },
  }
}
