import { nobody } from "../page-in-tests.ts"
import type { PagesOf } from "../room.ts"
import type { room } from "./room.ts"

/** What each role may see and do on the pages of this room, for the browser tests. */
export const pages: PagesOf<typeof room> = {
  "/canvases": {
    opens: "canvases:read",
    asks: "/v1/canvases",
    shows: "table Canvases",
    writes: {
      "button New canvas": ["canvases:write", "POST /v1/canvases"],
      "button More for Welcome": ["canvases:write", `POST /v1/canvases/${nobody}/duplicate`],
    },
  },
  "/canvases/$canvasId": {
    of: { canvasId: "/v1/canvases" },
    opens: "canvases:read",
    asks: "/v1/canvases",
    shows: "region Canvas",
    harmless: [
      "button Zoom In",
      "button Zoom Out",
      "button Fit View",
      "button Entry 1 entered · 1 under way",
      "button Delay 1 entered · 1 waiting",
      // Before the numbers are there.
      "button Entry When the API asks for it",
      "button Delay Waits 1 day",
    ],
    writes: {
      "button Stop": ["canvases:launch", `POST /v1/canvases/${nobody}/stop`],
      "link Edit": ["canvases:write", `PATCH /v1/canvases/${nobody}`],
      "button More for Welcome": ["canvases:write", `POST /v1/canvases/${nobody}/duplicate`],
    },
  },
  "/canvases/$canvasId/edit": {
    of: { canvasId: "/v1/canvases" },
    opens: "canvases:write",
    shows: "region Canvas",
    writes: {
      "button Save": ["canvases:write", `PATCH /v1/canvases/${nobody}`],
      "button More for Welcome": ["canvases:write", `POST /v1/canvases/${nobody}/duplicate`],
    },
  },
  "/canvases/$canvasId/runs": {
    of: { canvasId: "/v1/canvases" },
    opens: "canvases:read",
    asks: "/v1/canvases",
    shows: "heading People in Welcome",
  },
  "/canvas-runs/$runId": {
    of: { runId: "/v1/canvases/{id}/runs" },
    opens: "canvases:read",
    shows: "heading Why this person is here",
  },
}
