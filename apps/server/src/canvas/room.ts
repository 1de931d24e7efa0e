import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { startCanvases } from "./background.ts"
import { canvasesRoutes } from "./definition/routes.ts"
import {
  canvasesOfTemplate,
  canvasesWithBlock,
  canvasesWithFile,
  canvasesWithSegment,
  segmentsThatDrive,
} from "./definition/uses.ts"
import { hearForCanvases } from "./engine/hear.ts"
import { entryRoutes } from "./entry/routes.ts"
import { historyRoutes } from "./history/routes.ts"
import { holdsRoutes } from "./holds.ts"
import { eraseContact, exportContact, moveContacts } from "./of-contacts.ts"
import { publishRoutes } from "./publish/routes.ts"
import { namesOfSteps, searchCanvases } from "./search.ts"

export const room = defineRoom({
  name: "canvas",
  tables: [
    "canvases",
    "canvas_versions",
    "canvas_sources",
    "canvas_runs",
    "canvas_moves",
    "canvas_counts",
    "canvas_entries",
  ],
  permissions: {
    "canvases:read": everyRole,
    "canvases:write": ["marketer", "developer"],
    "canvases:launch": ["marketer"],
    "canvases:trigger": ["marketer", "developer"],
  },
  routes: [canvasesRoutes, publishRoutes, entryRoutes, historyRoutes, holdsRoutes],
  searches: [{ kind: "canvas", permission: "canvases:read", find: searchCanvases }],
  usesOfTemplate: canvasesOfTemplate,
  usesOfContentBlock: canvasesWithBlock,
  usesOfMediaFile: canvasesWithFile,
  usesOfSegment: canvasesWithSegment,
  segmentsThatDrive,
  namesOfSources: namesOfSteps,
  hears: hearForCanvases,
  moveContacts,
  eraseContact,
  exportContact,
  exportNeeds: ["canvases:read"],
  background: [startCanvases],
})
