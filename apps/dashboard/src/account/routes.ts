import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const account = createRoute({
  getParentRoute: () => framed,
  path: "/account",
  component: lazyRouteComponent(() => import("./account.tsx"), "AccountPage"),
})

export const accountRoutes = [account] as const
