import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { checkTemplates } from "./doctor.ts"
import { templatesRoutes } from "./routes.ts"
import { searchTemplates } from "./search.ts"
import { startRequestedSyncs } from "./sync/due-syncs.ts"
import { syncEveryAccount, syncTemplates } from "./sync/sync.ts"
import { templateWebhooks } from "./sync/template-events.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "templates",
  tables: ["templates", "template_groups", "template_syncs"],
  permissions: { "templates:read": everyRole, "templates:write": ["marketer", "developer"] },
  routes: [templatesRoutes],
  searches: [{ kind: "template", permission: "templates:read", find: searchTemplates }],
  chores: (platform) => [
    { what: "syncing templates", everyMs: hourMs, work: () => syncEveryAccount(platform) },
  ],
  background: [startRequestedSyncs],
  webhooks: [templateWebhooks],
  checks: [{ name: "templates", check: checkTemplates }],
  afterConnecting: syncTemplates,
})
