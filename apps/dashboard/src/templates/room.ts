import { IconSend, IconTemplate } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

const list = createRoute({
  getParentRoute: () => framed,
  path: "/templates",
  validateSearch: (search: Record<string, unknown>): { business_account_id?: string } => {
    const account = text(search.business_account_id)
    return account === undefined ? {} : { business_account_id: account }
  },
  component: lazyRouteComponent(() => import("./list/list.tsx"), "TemplatesPage"),
})
const library = createRoute({
  getParentRoute: () => framed,
  path: "/templates/library",
  component: lazyRouteComponent(() => import("./library/library.tsx"), "TemplateLibraryPage"),
})

interface Beginning {
  /** A template to start with. */
  from?: string
  /** The group a new language is for. */
  name?: string
  account?: string
  /** The name of a format of Meta's library to start with, in `language`. */
  library?: string
  language?: string
  /** The draft that it is written in. */
  draft?: string
  /** The example to start with, for a first template. */
  example?: "welcome"
}

const create = createRoute({
  getParentRoute: () => framed,
  path: "/templates/new",
  validateSearch: (search: Record<string, unknown>): Beginning => {
    const [from, name, account] = [text(search.from), text(search.name), text(search.account)]
    const [format, language, draft] = [text(search.library), text(search.language), text(search.draft)]
    return {
      ...(from ? { from } : {}),
      ...(name ? { name } : {}),
      ...(account ? { account } : {}),
      ...(search.example === "welcome" ? { example: search.example } : {}),
      ...(format && language ? { library: format, language } : {}),
      ...(draft ? { draft } : {}),
    }
  },
  component: lazyRouteComponent(() => import("./new.tsx"), "NewTemplatePage"),
})
const group = createRoute({
  getParentRoute: () => framed,
  path: "/templates/$groupId",
  validateSearch: (search: Record<string, unknown>): { language?: string } => {
    const language = text(search.language)
    return language === undefined ? {} : { language }
  },
  component: lazyRouteComponent(() => import("./group.tsx"), "TemplateGroupPage"),
})
const edit = createRoute({
  getParentRoute: () => framed,
  path: "/templates/$groupId/edit/$templateId",
  component: lazyRouteComponent(() => import("./edit.tsx"), "EditTemplatePage"),
})

const ofTemplates = [
  "/v1/templates",
  "/v1/template-groups",
  "/v1/template-drafts",
  "/v1/template-library",
  "/v1/template-media",
] as const

export const room = defineRoom({
  routes: [list, library, create, group, edit],
  places: [
    {
      section: "Engage",
      to: "/templates",
      label: "Templates",
      icon: IconTemplate,
      shortcut: "t",
      permission: "templates:read",
      keywords: ["message", "review", "approve", "language"],
    },
  ],
  beginnings: [
    {
      label: "New template",
      icon: IconTemplate,
      to: "/templates/new",
      permission: "templates:write",
      keywords: ["create", "write", "message"],
    },
    {
      label: "Send a test",
      detail: "On an approved template's page",
      icon: IconSend,
      to: "/templates",
      permission: "templates:write",
      keywords: ["send", "message", "try"],
      inMenu: false,
    },
  ],
  finds: [{ kind: "template", group: "Templates", icon: IconTemplate, to: "/templates/$groupId" }],
  home: [
    {
      permission: "templates:read",
      place: "side",
      card: () => import("./list/needing-work-on-home.tsx"),
    },
  ],
  staleAfter: {
    template: [...ofTemplates],
    business_account: [...ofTemplates],
    template_draft: ["/v1/template-drafts"],
    // A template says which campaigns and launches use it.
    campaign: ["/v1/templates/{id}/uses"],
    launch: ["/v1/templates/{id}/uses"],
  },
})
