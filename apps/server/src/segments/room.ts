import { defineRoom } from "../platform/define-room.ts"
import { everyRole } from "../workspaces/index.ts"
import { countSegments } from "./count-segments.ts"
import { forgetMemberships, hearForMembership } from "./live/hear.ts"
import { judgeWithoutLostEvents, startKeepingLive } from "./live/keep.ts"
import { exportLiveMemberships, moveLiveMemberships } from "./live/memberships.ts"
import { fates } from "./live/message-fates.ts"
import { segmentsRoutes } from "./routes.ts"
import { searchSegments } from "./search.ts"
import { segmentConsentRoutes } from "./segment-consent.ts"
import { segmentsThatName, segmentsWithTag } from "./segments.ts"
import { suppresses } from "./suppression.ts"

export const room = defineRoom({
  name: "segments",
  tables: ["segments", "segment_counts", "live_segments", "live_memberships"],
  permissions: {
    "segments:read": everyRole,
    "segments:write": ["marketer", "developer"],
  },
  routes: [segmentsRoutes, segmentConsentRoutes],
  searches: [{ kind: "segment", permission: "segments:read", find: searchSegments }],
  suppresses,
  hears: hearForMembership,
  fates,
  eventsLost: judgeWithoutLostEvents,
  background: [startKeepingLive],
  moveContacts: moveLiveMemberships,
  eraseContact: (tx, _workspaceId, contactIds) => forgetMemberships(tx, contactIds),
  exportContact: exportLiveMemberships,
  exportNeeds: ["segments:read"],
  chores: (platform) => [
    { what: "counting segments", everyMs: 10 * 60_000, work: () => countSegments(platform) },
  ],
  usesOfSegment: (tx, id) => segmentsThatName(tx, "named_segments", id),
  usesOfList: (tx, id) => segmentsThatName(tx, "named_lists", id),
  usesOfTag: segmentsWithTag,
})
