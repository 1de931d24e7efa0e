import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { contactPreferences } from "./contact-preferences.ts"
import { hasContact } from "./contacts.ts"
import { startImports } from "./import/import-worker.ts"
import { importsRoutes } from "./import/routes.ts"
import { forgetBrokenUploads } from "./import/stored-file.ts"
import { searchContacts } from "./list/find-contacts.ts"
import { contactsRoutes } from "./routes.ts"
import { moveTags } from "./tags/tags.ts"
import { identityWebhooks, preferenceWebhooks } from "./webhooks.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "contacts",
  tables: [
    "contacts",
    "attribute_definitions",
    "contact_name_parts",
    "contact_tags",
    "tagged_contacts",
    "imports",
    "import_chunks",
    "import_lines",
    "import_warnings",
    "contact_identities",
    "objections",
    "refused_rows",
  ],
  permissions: {
    "contacts:read": everyRole,
    "contacts:write": ["marketer", "agent", "developer"],
  },
  routes: [contactsRoutes, importsRoutes],
  searches: [{ kind: "contact", permission: "contacts:read", find: searchContacts }],
  hasContact,
  preferences: contactPreferences,
  moveContacts: moveTags,
  webhooks: [preferenceWebhooks, identityWebhooks],
  background: [startImports],
  chores: (platform) => [
    { what: "forgetting broken uploads", everyMs: hourMs, work: () => forgetBrokenUploads(platform) },
  ],
})
