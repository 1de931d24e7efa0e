import { IconKey, IconPuzzle } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const list = createRoute({
  getParentRoute: () => framed,
  path: "/content-blocks",
  component: lazyRouteComponent(() => import("./content-blocks.tsx"), "ContentBlocksPage"),
})
const create = createRoute({
  getParentRoute: () => framed,
  path: "/content-blocks/new",
  component: lazyRouteComponent(() => import("./new-block.tsx"), "NewBlockPage"),
})
const block = createRoute({
  getParentRoute: () => framed,
  path: "/content-blocks/$blockId",
  component: lazyRouteComponent(() => import("./content-block.tsx"), "ContentBlockPage"),
})
const credentials = createRoute({
  getParentRoute: () => framed,
  path: "/settings/content-credentials",
  component: lazyRouteComponent(() => import("./credentials.tsx"), "CredentialsPage"),
})

export const room = defineRoom({
  routes: [list, create, block, credentials],
  places: [
    {
      section: "Engage",
      to: "/content-blocks",
      label: "Content blocks",
      icon: IconPuzzle,
      permission: "content_blocks:read",
      keywords: ["snippets", "liquid", "text", "shared"],
    },
    {
      section: "Connections",
      to: "/settings/content-credentials",
      label: "Content credentials",
      icon: IconKey,
      permission: "content_blocks:read",
      keywords: ["connected content", "passwords", "basic auth", "secrets"],
    },
  ],
  beginnings: [
    {
      label: "New content block",
      icon: IconPuzzle,
      to: "/content-blocks/new",
      permission: "content_blocks:write",
      keywords: ["create", "snippet", "liquid"],
    },
  ],
  finds: [
    { kind: "content_block", group: "Content blocks", icon: IconPuzzle, to: "/content-blocks/$blockId" },
  ],
  staleAfter: {
    content_credential: ["/v1/content-credentials"],
    content_block: ["/v1/content-blocks", "/v1/content-blocks/{id}", "/v1/content-blocks/{id}/uses"],
  },
})
