import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { segmentsRoutes } from "./routes.ts"
import { searchSegments } from "./search.ts"
import { segmentsThatName } from "./segments.ts"

export const room = defineRoom({
  name: "segments",
  tables: ["segments", "segment_counts"],
  permissions: {
    "segments:read": everyRole,
    "segments:write": ["marketer", "developer"],
  },
  routes: [segmentsRoutes],
  searches: [{ kind: "segment", permission: "segments:read", find: searchSegments }],
  usesOfSegment: (tx, id) => segmentsThatName(tx, "named_segments", id),
  usesOfList: (tx, id) => segmentsThatName(tx, "named_lists", id),
})
