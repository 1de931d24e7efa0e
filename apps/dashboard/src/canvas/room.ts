import { IconRoute } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const textOf = <Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): { [One in Name]?: string } => {
  const value = search[name]
  return (typeof value === "string" ? { [name]: value } : {}) as { [One in Name]?: string }
}

const canvases = createRoute({
  getParentRoute: () => framed,
  path: "/canvases",
  component: lazyRouteComponent(() => import("./canvases.tsx"), "CanvasesPage"),
})
const canvas = createRoute({
  getParentRoute: () => framed,
  path: "/canvases/$canvasId",
  component: lazyRouteComponent(() => import("./page/canvas.tsx"), "CanvasPage"),
})
const edit = createRoute({
  getParentRoute: () => framed,
  path: "/canvases/$canvasId/edit",
  validateSearch: (search: Record<string, unknown>) => textOf(search, "tab"),
  component: lazyRouteComponent(() => import("./page/edit-canvas.tsx"), "EditCanvasPage"),
})
const runs = createRoute({
  getParentRoute: () => framed,
  path: "/canvases/$canvasId/runs",
  validateSearch: (search: Record<string, unknown>) => ({
    ...textOf(search, "step_id"),
    ...textOf(search, "state"),
  }),
  component: lazyRouteComponent(() => import("./page/runs.tsx"), "CanvasRunsPage"),
})
const run = createRoute({
  getParentRoute: () => framed,
  path: "/canvas-runs/$runId",
  component: lazyRouteComponent(() => import("./page/run.tsx"), "CanvasRunPage"),
})

export const room = defineRoom({
  routes: [canvases, canvas, edit, runs, run],
  places: [
    {
      section: "Engage",
      to: "/canvases",
      label: "Canvases",
      icon: IconRoute,
      shortcut: "j",
      permission: "canvases:read",
      keywords: ["journey", "flow", "automation", "steps"],
    },
  ],
  beginnings: [
    {
      label: "New canvas",
      icon: IconRoute,
      to: "/canvases",
      dialog: "canvas",
      permission: "canvases:write",
      keywords: ["create", "journey", "automation", "flow"],
    },
  ],
  finds: [{ kind: "canvas", group: "Canvases", icon: IconRoute, to: "/canvases/$canvasId" }],
  staleAfter: { canvas: ["/v1/canvases", "/v1/canvas-runs"] },
})
