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
})
