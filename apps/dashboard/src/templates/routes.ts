import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

const list = createRoute({
  getParentRoute: () => framed,
  path: "/templates",
  component: lazyRouteComponent(() => import("./list.tsx"), "TemplatesPage"),
})
/** `from` is a template to begin with, `name` the group a new language is for. */
const create = createRoute({
  getParentRoute: () => framed,
  path: "/templates/new",
  validateSearch: (search: Record<string, unknown>): { from?: string; name?: string; account?: string } => {
    const [from, name, account] = [text(search.from), text(search.name), text(search.account)]
    return { ...(from ? { from } : {}), ...(name ? { name } : {}), ...(account ? { account } : {}) }
  },
  component: lazyRouteComponent(() => import("./new.tsx"), "NewTemplatePage"),
})
const group = createRoute({
  getParentRoute: () => framed,
  path: "/templates/$groupId",
  component: lazyRouteComponent(() => import("./group.tsx"), "TemplateGroupPage"),
})
const edit = createRoute({
  getParentRoute: () => framed,
  path: "/templates/$groupId/edit/$templateId",
  component: lazyRouteComponent(() => import("./edit.tsx"), "EditTemplatePage"),
})

export const templateRoutes = [list, create, group, edit] as const
