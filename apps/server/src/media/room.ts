import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { mediaRoutes } from "./routes.ts"
import { searchFiles } from "./search.ts"
import { startUploading } from "./uploads/upload-files.ts"

export const room = defineRoom({
  name: "media",
  tables: ["media_files", "media_uploads"],
  permissions: { "media:read": everyRole, "media:write": ["marketer", "developer"] },
  routes: [mediaRoutes],
  searches: [{ kind: "media_file", permission: "media:read", find: searchFiles }],
  background: [startUploading],
})
