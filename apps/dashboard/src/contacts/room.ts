import { IconAddressBook } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const contacts = createRoute({
  getParentRoute: () => framed,
  path: "/contacts",
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search.search === "string" && search.search !== "" ? { search: search.search } : {},
  component: lazyRouteComponent(() => import("./contacts.tsx"), "ContactsPage"),
})
const newContact = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/new",
  component: lazyRouteComponent(() => import("./new-contact.tsx"), "NewContactPage"),
})
const newImport = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/import",
  component: lazyRouteComponent(() => import("./imports/new-import.tsx"), "NewImportPage"),
})
const imports = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/imports",
  component: lazyRouteComponent(() => import("./imports/imports.tsx"), "ImportsPage"),
})
const oneImport = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/imports/$importId",
  component: lazyRouteComponent(() => import("./imports/import.tsx"), "ImportPage"),
})
const contact = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/$contactId",
  component: lazyRouteComponent(() => import("./contact.tsx"), "ContactPage"),
})
const editContact = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/$contactId/edit",
  component: lazyRouteComponent(() => import("./edit-contact.tsx"), "EditContactPage"),
})

export const room = defineRoom({
  routes: [contacts, newContact, newImport, imports, oneImport, contact, editContact],
  places: [
    {
      section: "Audience",
      to: "/contacts",
      label: "Contacts",
      icon: IconAddressBook,
      permission: "contacts:read",
      keywords: ["people", "users", "customers"],
    },
  ],
  finds: [{ kind: "contact", group: "Contacts", icon: IconAddressBook, to: "/contacts/$contactId" }],
  staleAfter: {
    contact: ["/v1/contacts"],
    subscription: ["/v1/contacts"],
    import: ["/v1/imports", "/v1/contacts"],
    inbound_message: ["/v1/messages", "/v1/conversations"],
    conversation: ["/v1/messages", "/v1/conversations"],
  },
  auditWords: {
    kinds: { contact: "Contact", import: "Import" },
    actions: { "import.created": "Import started" },
    turns: { "import.finished_at": ["Import ended", "Import resumed"] },
    columns: {
      bytes_total: "Size in bytes",
      columns: "Columns",
      consent_source: "Source of consent",
      default_country: "Country of numbers without one",
      failure: "Failure",
      file_name: "File",
      finished_at: "Ended",
    },
    pages: { contact: "/contacts/$contactId", import: "/contacts/imports/$importId" },
    silent: ["actor", "failure_code", "subscription_group_id"],
  },
})
