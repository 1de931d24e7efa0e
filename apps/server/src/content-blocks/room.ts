import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { credentialsRoutes } from "./credentials/credential-routes.ts"
import { contentBlocksRoutes } from "./routes.ts"
import { searchBlocks } from "./search.ts"
import { blocksThatName } from "./uses.ts"

export const room = defineRoom({
  name: "content-blocks",
  tables: ["content_blocks", "content_credentials"],
  permissions: {
    "content_blocks:read": everyRole,
    "content_blocks:write": ["marketer", "developer"],
    "content_credentials:manage": ["developer"],
  },
  routes: [contentBlocksRoutes, credentialsRoutes],
  searches: [{ kind: "content_block", permission: "content_blocks:read", find: searchBlocks }],
  usesOfContentBlock: blocksThatName,
})
