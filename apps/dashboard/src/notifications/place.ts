import type { Shapes } from "../api/client.ts"
import { pathOf } from "../look/links.tsx"

type About = Shapes["Notification"]["about"]

const whatsApp = "/connect/whatsapp"

/** Where what a notification is about is seen, and can be fixed. */
export function placeOf(about: About): { to: string; hash?: string } {
  switch (about.kind) {
    case "check_failed":
    case "messages_in_doubt":
      return { to: whatsApp, hash: "doctor" }
    case "number_stopped":
    case "quality_low":
    case "limit_reached":
      return { to: pathOf(`${whatsApp}/numbers/$numberId`, about.number_id), hash: "standing" }
    case "account_restricted":
      return { to: whatsApp, hash: `account-${about.business_account_id}` }
    case "template_stopped":
    case "category_changed":
      return { to: pathOf("/templates/$groupId", about.template_group_id) }
    case "stop_requests":
      return { to: "/" }
    case "webhook_disabled":
      return { to: pathOf("/settings/webhooks/$endpointId", about.webhook_endpoint_id) }
    case "api_key_expiring":
      return { to: pathOf("/settings/api-keys/$keyId", about.api_key_id) }
    case "handed_over":
      return { to: pathOf("/contacts/$contactId", about.contact_id) }
    case "approval_asked":
    case "approval_decided":
      return { to: pathOf("/campaigns/$campaignId", about.campaign_id) }
    case "import_finished":
    case "import_failed":
      return { to: pathOf("/contacts/imports/$importId", about.import_id) }
  }
}
