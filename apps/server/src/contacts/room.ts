import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { contactPreferences } from "./contact-preferences.ts"
import { hasContact } from "./contacts.ts"
import { searchContacts } from "./find-contacts.ts"
import { startImports } from "./import/import-worker.ts"
import { importsRoutes } from "./import/routes.ts"
import { forgetBrokenUploads } from "./import/stored-file.ts"
import { contactsRoutes } from "./routes.ts"
import { identityWebhooks, preferenceWebhooks } from "./webhooks.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "contacts",
  tables: ["contacts", "imports", "import_chunks", "import_lines", "refused_rows"],
  permissions: {
    "contacts:read": everyRole,
    "contacts:write": ["marketer", "agent", "developer"],
  },
  routes: [contactsRoutes, importsRoutes],
  searches: [{ kind: "contact", permission: "contacts:read", find: searchContacts }],
  hasContact,
  preferences: contactPreferences,
  webhooks: [preferenceWebhooks, identityWebhooks],
  background: [startImports],
  chores: (platform) => [
    { what: "forgetting broken uploads", everyMs: hourMs, work: () => forgetBrokenUploads(platform) },
  ],
})
