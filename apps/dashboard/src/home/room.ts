import { IconHome } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const home = createRoute({
  getParentRoute: () => framed,
  path: "/",
  component: lazyRouteComponent(() => import("./home.tsx"), "HomePage"),
})

export const room = defineRoom({
  routes: [home],
  places: [{ to: "/", label: "Home", icon: IconHome, shortcut: "h" }],
  home: [{ permission: "campaigns:read", place: "main", card: () => import("./today-on-home.tsx") }],
})
