import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { webhook_endpoint: "Webhook" },
  actions: { "webhook_endpoint.secret_changed": "New secret of a webhook" },
  columns: {
    url: "URL",
    description: "Description",
    kinds: "Events",
    is_enabled: "On",
    disabled_because: "Turned off because",
    previous_until: "Earlier secret good until",
  },
  codes: ["disabled_because"],
  pages: { webhook_endpoint: "/settings/webhooks/$endpointId" },
}
