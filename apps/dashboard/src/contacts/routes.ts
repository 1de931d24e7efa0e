import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

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

export const contactRoutes = [
  contacts,
  newContact,
  newImport,
  imports,
  oneImport,
  contact,
  editContact,
] as const
