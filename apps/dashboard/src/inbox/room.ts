import { defineRoom } from "../room.ts"

/** It has no pages yet: who wrote is on Home, and a contact's page has the thread. */
export const room = defineRoom({
  routes: [],
  home: [
    {
      permission: "conversations:read",
      place: "top",
      card: () => import("./stop-requests-on-home.tsx"),
    },
    {
      permission: "conversations:read",
      place: "main",
      card: () => import("./writers-on-home.tsx"),
    },
  ],
})
