/**
 * The rooms of the dashboard once, in the order of the navigation. What each brings is in its own `room.ts`; routes, places,
 * palette and the pages that the browser tests examine follow from it. A dynamic import, as on the server: that makes one
 * line of a room. `vite.config.ts` puts all of them into one file.
 */
export const rooms = [
  (await import("./home/room.ts")).room,
  (await import("./inbox/room.ts")).room,
  (await import("./campaigns/room.ts")).room,
  (await import("./canvas/room.ts")).room,
  (await import("./analytics/room.ts")).room,
  (await import("./templates/room.ts")).room,
  (await import("./content-blocks/room.ts")).room,
  (await import("./media/room.ts")).room,
  (await import("./contacts/room.ts")).room,
  (await import("./segments/room.ts")).room,
  (await import("./exports/room.ts")).room,
  (await import("./subscription-groups/room.ts")).room,
  (await import("./connect/room.ts")).room,
  (await import("./settings/room.ts")).room,
  (await import("./test-sends/room.ts")).room,
  (await import("./webhook-endpoints/room.ts")).room,
  (await import("./account/room.ts")).room,
  (await import("./notifications/room.ts")).room,
  (await import("./session/room.ts")).room,
] as const
