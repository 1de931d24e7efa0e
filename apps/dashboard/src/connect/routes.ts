import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"

const partners = createRoute({
  getParentRoute: () => framed,
  path: "/connect",
  component: lazyRouteComponent(() => import("./login/partners.tsx"), "PartnersPage"),
})
const whatsapp = createRoute({
  getParentRoute: () => framed,
  path: "/connect/whatsapp",
  component: lazyRouteComponent(() => import("./whatsapp.tsx"), "WhatsAppPage"),
})
/** Where the login dialog sends the browser back to. */
const callback = createRoute({
  getParentRoute: () => framed,
  path: "/connect/whatsapp/callback",
  component: lazyRouteComponent(() => import("./login/callback.tsx"), "CallbackPage"),
})
const number = createRoute({
  getParentRoute: () => framed,
  path: "/connect/whatsapp/numbers/$numberId",
  component: lazyRouteComponent(() => import("./numbers/number.tsx"), "NumberPage"),
})

export const connectRoutes = [partners, whatsapp, callback, number] as const
