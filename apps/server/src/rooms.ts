/**
 * Every room of the server once, top first: a room may use the doors of the rooms below it. What they bring is in their
 * `room.ts`; the API, what each role does, the search, the permissions and the layers of .dependency-cruiser.mjs, which reads this
 * file as text, follow from it. A dynamic import, as that makes one line of a room and keeps the order.
 */
export const rooms = [
  (await import("./search/room.ts")).room,
  (await import("./braze/room.ts")).room,
  (await import("./inbox/room.ts")).room,
  (await import("./api-requests/room.ts")).room,
  (await import("./webhook-endpoints/room.ts")).room,
  (await import("./change-sets/room.ts")).room,
  (await import("./canvas/room.ts")).room,
  (await import("./campaigns/room.ts")).room,
  (await import("./exports/room.ts")).room,
  (await import("./segments/room.ts")).room,
  (await import("./messaging/room.ts")).room,
  (await import("./media/room.ts")).room,
  (await import("./links/room.ts")).room,
  (await import("./content-blocks/room.ts")).room,
  (await import("./templates/room.ts")).room,
  (await import("./conversations/room.ts")).room,
  (await import("./contacts/room.ts")).room,
  (await import("./subscriptions/room.ts")).room,
  (await import("./events/room.ts")).room,
  (await import("./connect/room.ts")).room,
  (await import("./notifications/room.ts")).room,
  (await import("./workspaces/room.ts")).room,
  (await import("./platform/room.ts")).room,
]
