import { IconRocket } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const launches = createRoute({
  getParentRoute: () => framed,
  path: "/launches",
  component: lazyRouteComponent(() => import("./launches.tsx"), "LaunchesPage"),
})
const launch = createRoute({
  getParentRoute: () => framed,
  path: "/launches/$launchId",
  component: lazyRouteComponent(() => import("./launch.tsx"), "LaunchPage"),
})

/** Campaigns are made through the API and launched from the terminal; here is what became of each launch. */
export const room = defineRoom({
  routes: [launches, launch],
  places: [
    {
      section: "Engage",
      to: "/launches",
      label: "Launches",
      icon: IconRocket,
      permission: "campaigns:read",
      keywords: ["campaigns", "sent", "report", "consent"],
    },
  ],
  home: [{ permission: "campaigns:read", place: "main", card: () => import("./launches-on-home.tsx") }],
  staleAfter: { launch: ["/v1/launches"] },
})
