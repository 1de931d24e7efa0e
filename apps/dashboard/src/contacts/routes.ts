import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const contacts = createRoute({
  getParentRoute: () => framed,
  path: "/contacts",
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search.search === "string" && search.search !== "" ? { search: search.search } : {},
  component: lazyRouteComponent(() => import("./contacts.tsx"), "ContactsPage"),
})
const contact = createRoute({
  getParentRoute: () => framed,
  path: "/contacts/$contactId",
  component: lazyRouteComponent(() => import("./contact.tsx"), "ContactPage"),
})

export const contactRoutes = [contacts, contact] as const
