import { defineRoom } from "../room.ts"

/** It has no pages yet: campaigns are made through the API and launched from the terminal. */
export const room = defineRoom({
  routes: [],
  home: [{ permission: "campaigns:read", place: "main", card: () => import("./launches-on-home.tsx") }],
  staleAfter: { launch: ["/v1/launches"] },
})
