import { IconListDetails, IconUsersGroup } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const segments = createRoute({
  getParentRoute: () => framed,
  path: "/segments",
  component: lazyRouteComponent(() => import("./segments.tsx"), "SegmentsPage"),
})
const newSegment = createRoute({
  getParentRoute: () => framed,
  path: "/segments/new",
  component: lazyRouteComponent(() => import("./page/new-segment.tsx"), "NewSegmentPage"),
})
const lists = createRoute({
  getParentRoute: () => framed,
  path: "/segments/lists",
  component: lazyRouteComponent(() => import("./lists/lists.tsx"), "ListsPage"),
})
const segment = createRoute({
  getParentRoute: () => framed,
  path: "/segments/$segmentId",
  component: lazyRouteComponent(() => import("./page/segment.tsx"), "SegmentPage"),
})

export const room = defineRoom({
  routes: [segments, newSegment, lists, segment],
  places: [
    {
      section: "Audience",
      to: "/segments",
      label: "Segments",
      icon: IconUsersGroup,
      permission: "segments:read",
      keywords: ["audiences", "filters", "groups"],
      tabs: {
        first: "All segments",
        others: [{ to: "/segments/lists", label: "Lists", icon: IconListDetails, keywords: ["static"] }],
      },
    },
  ],
  beginnings: [
    {
      label: "Create a segment",
      icon: IconUsersGroup,
      to: "/segments/new",
      permission: "segments:write",
      keywords: ["audience", "filter", "new"],
    },
  ],
  finds: [{ kind: "segment", group: "Segments", icon: IconUsersGroup, to: "/segments/$segmentId" }],
  staleAfter: {
    segment: ["/v1/segments"],
    list: ["/v1/lists"],
  },
})
