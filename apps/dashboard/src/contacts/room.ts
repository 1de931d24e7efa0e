import {
  IconActivity,
  IconAddressBook,
  IconCheckbox,
  IconFileImport,
  IconTags,
  IconUserPlus,
} from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const contacts = createRoute({
  getParentRoute: () => framed,
  path: "/contacts",
  validateSearch: ({ search, list_id }: Record<string, unknown>): { search?: string; list_id?: string } => ({
    ...(typeof search === "string" && search !== "" ? { search } : {}),
    ...(typeof list_id === "string" && list_id !== "" ? { list_id } : {}),
  }),
  component: lazyRouteComponent(() => import("./list/contacts.tsx"), "ContactsPage"),
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
const attributes = createRoute({
  getParentRoute: () => framed,
  path: "/settings/attributes",
  component: lazyRouteComponent(() => import("./catalogue/attributes.tsx"), "AttributesPage"),
})
const eventNames = createRoute({
  getParentRoute: () => framed,
  path: "/settings/events",
  component: lazyRouteComponent(() => import("./catalogue/events.tsx"), "EventNamesPage"),
})

export const room = defineRoom({
  routes: [contacts, newContact, newImport, imports, oneImport, contact, editContact, attributes, eventNames],
  places: [
    {
      section: "Audience",
      to: "/contacts",
      label: "Contacts",
      icon: IconAddressBook,
      permission: "contacts:read",
      keywords: ["people", "users", "customers"],
      shortcut: "c",
      tabs: {
        first: "All contacts",
        others: [
          { to: "/contacts/imports", label: "Imports", icon: IconFileImport, keywords: ["csv", "files"] },
        ],
      },
    },
    {
      section: "Data",
      to: "/settings/attributes",
      label: "Attributes",
      icon: IconTags,
      permission: "contacts:read",
      keywords: ["custom", "fields", "properties", "catalogue"],
    },
    {
      section: "Data",
      to: "/settings/events",
      label: "Events",
      icon: IconActivity,
      permission: "contacts:read",
      keywords: ["custom events", "purchases", "tracking", "catalogue"],
    },
  ],
  beginnings: [
    {
      label: "Add a contact",
      icon: IconUserPlus,
      to: "/contacts/new",
      permission: "contacts:write",
      keywords: ["create", "new", "person"],
    },
    {
      label: "Import contacts",
      icon: IconFileImport,
      to: "/contacts/import",
      permission: "contacts:write",
      keywords: ["csv", "upload", "file"],
    },
    {
      label: "Record consent",
      icon: IconCheckbox,
      to: "/contacts",
      dialog: "consent",
      at: "/contacts/$contactId",
      permission: "subscriptions:write",
      keywords: ["opt in", "opt out", "subscribe", "unsubscribe"],
      inMenu: false,
    },
  ],
  finds: [{ kind: "contact", group: "Contacts", icon: IconAddressBook, to: "/contacts/$contactId" }],
  home: [
    {
      permission: "contacts:read",
      place: "side",
      card: () => import("./imports/imports-on-home.tsx"),
    },
  ],
  staleAfter: {
    contact: ["/v1/contacts", "/v1/attribute-definitions"],
    contact_event: ["/v1/contacts/{id}/events", "/v1/event-names", "/v1/contacts/{id}/timeline"],
    contact_tag: ["/v1/contact-tags", "/v1/contacts"],
    subscription: ["/v1/contacts"],
    import: ["/v1/imports", "/v1/contacts"],
    inbound_message: ["/v1/messages", "/v1/conversations", "/v1/contacts/{id}"],
    conversation: ["/v1/messages", "/v1/conversations", "/v1/contacts/{id}"],
    conversation_media: ["/v1/conversations", "/v1/contacts/{id}/threads"],
  },
})
