import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { contactPreferences } from "./contact-preferences.ts"
import { hasContact } from "./contacts.ts"
import { exportMerges, moveMerges } from "./identity/contact-merges.ts"
import { exportIdentities } from "./identity/identities.ts"
import { startImports } from "./import/import-worker.ts"
import { importsRoutes } from "./import/routes.ts"
import { forgetFiles } from "./import/stored-file.ts"
import { searchContacts } from "./list/find-contacts.ts"
import { contactsRoutes } from "./routes.ts"
import { spreadConsent } from "./spread-consent.ts"
import { moveMemberships } from "./static-lists/move-memberships.ts"
import { listsRoutes } from "./static-lists/routes.ts"
import { moveTags, tagsOfContacts } from "./tags/tags.ts"
import { createdInTimeline } from "./timeline/created.ts"
import { identitiesInTimeline } from "./timeline/identities-in-timeline.ts"
import { mergesInTimeline } from "./timeline/merges-in-timeline.ts"
import { identityWebhooks, preferenceWebhooks } from "./webhooks.ts"

const hourMs = 60 * 60_000

export const room = defineRoom({
  name: "contacts",
  tables: [
    "contacts",
    "contact_identities",
    "contact_merges",
    "objections",
    "attribute_definitions",
    "contact_name_parts",
    "contact_tags",
    "tagged_contacts",
    "lists",
    "list_members",
    "imports",
    "import_chunks",
    "import_lines",
    "import_trial_lines",
    "import_warnings",
    "refused_rows",
  ],
  permissions: {
    "contacts:read": everyRole,
    "contacts:write": ["marketer", "agent", "developer"],
  },
  routes: [contactsRoutes, importsRoutes, listsRoutes],
  searches: [{ kind: "contact", permission: "contacts:read", find: searchContacts }],
  hasContact,
  preferences: contactPreferences,
  spreadConsent,
  moveContacts: async (tx, merge) => {
    await moveTags(tx, merge)
    await moveMemberships(tx, merge)
    await moveMerges(tx, merge)
  },
  exportContact: async (tx, workspaceId, contactId) => ({
    ...(await exportIdentities(tx, workspaceId, contactId)),
    ...(await exportMerges(tx, contactId)),
    tags: ((await tagsOfContacts(tx, [contactId])).get(contactId) ?? []).map(({ name }) => name),
  }),
  timeline: async (tx, page) => [
    ...(await createdInTimeline(tx, page)),
    ...(await identitiesInTimeline(tx, page)),
    ...(await mergesInTimeline(tx, page)),
  ],
  webhooks: [preferenceWebhooks, identityWebhooks],
  background: [startImports],
  chores: (platform) => [
    { what: "forgetting files of imports", everyMs: hourMs, work: () => forgetFiles(platform) },
  ],
})
