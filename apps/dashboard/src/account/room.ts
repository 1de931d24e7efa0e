import { IconUserCircle } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const account = createRoute({
  getParentRoute: () => framed,
  path: "/account",
  component: lazyRouteComponent(() => import("./account.tsx"), "AccountPage"),
})

export const room = defineRoom({
  routes: [account],
  places: [
    {
      section: "You",
      to: "/account",
      label: "Your account",
      icon: IconUserCircle,
      keywords: ["profile", "password", "passkeys", "two-factor", "time zone"],
    },
  ],
})
