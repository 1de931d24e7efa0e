import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { contentBlocksRoutes } from "./routes.ts"
import { searchBlocks } from "./search.ts"
import { blocksThatName } from "./uses.ts"

export const room = defineRoom({
  name: "content-blocks",
  tables: ["content_blocks"],
  permissions: { "content_blocks:read": everyRole, "content_blocks:write": ["marketer", "developer"] },
  routes: [contentBlocksRoutes],
  searches: [{ kind: "content_block", permission: "content_blocks:read", find: searchBlocks }],
  usesOfContentBlock: blocksThatName,
})
