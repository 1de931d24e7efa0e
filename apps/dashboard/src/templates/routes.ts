import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

const list = createRoute({
  getParentRoute: () => framed,
  path: "/templates",
  component: lazyRouteComponent(() => import("./list.tsx"), "TemplatesPage"),
})
const library = createRoute({
  getParentRoute: () => framed,
  path: "/templates/library",
  component: lazyRouteComponent(() => import("./library/library.tsx"), "TemplateLibraryPage"),
})

interface Beginning {
  /** A template to begin with. */
  from?: string
  /** The group a new language is for. */
  name?: string
  account?: string
  /** The name of a format of Meta's library to begin with, in `language`. */
  library?: string
  language?: string
}

const create = createRoute({
  getParentRoute: () => framed,
  path: "/templates/new",
  validateSearch: (search: Record<string, unknown>): Beginning => {
    const [from, name, account] = [text(search.from), text(search.name), text(search.account)]
    const [format, language] = [text(search.library), text(search.language)]
    return {
      ...(from ? { from } : {}),
      ...(name ? { name } : {}),
      ...(account ? { account } : {}),
      ...(format && language ? { library: format, language } : {}),
    }
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

export const templateRoutes = [list, library, create, group, edit] as const
