import { IconBrandWhatsapp, IconPhone, IconPhonePlus, IconPlugConnected } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

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

export const room = defineRoom({
  routes: [partners, whatsapp, callback, number],
  places: [
    {
      section: "bottom",
      to: "/connect/whatsapp",
      label: "WhatsApp",
      icon: IconBrandWhatsapp,
      permission: "connection:read",
      keywords: ["numbers", "business accounts", "facebook", "doctor", "profile"],
      shortcut: "w",
      mark: () => import("./health/health-dot.tsx"),
    },
    {
      section: "Connections",
      to: "/connect",
      label: "Technology Partners",
      icon: IconPlugConnected,
      permission: "connection:read",
      keywords: ["connect", "integrations", "partners"],
    },
  ],
  beginnings: [
    {
      label: "Add a number",
      icon: IconPhonePlus,
      to: "/connect/whatsapp",
      dialog: "number",
      permission: "connection:manage",
    },
    {
      label: "Connect an account",
      icon: IconPlugConnected,
      to: "/connect/whatsapp",
      part: "login",
      permission: "connection:manage",
    },
  ],
  finds: [
    { kind: "number", group: "Numbers", icon: IconPhone, to: "/connect/whatsapp/numbers/$numberId" },
    {
      kind: "business_account",
      group: "Business accounts",
      icon: IconBrandWhatsapp,
      to: "/connect/whatsapp",
    },
  ],
  banners: [() => import("./health/doctor-banner.tsx"), () => import("./health/numbers-banner.tsx")],
  home: [
    {
      permission: "connection:manage",
      place: "top",
      card: () => import("./health/failures-on-home.tsx"),
    },
    {
      permission: "connection:read",
      place: "main",
      card: () => import("./numbers/numbers-on-home.tsx"),
    },
  ],
  staleAfter: {
    number: ["/v1/numbers", "/v1/business-accounts", "/v1/connect", "/v1/doctor"],
    business_account: ["/v1/business-accounts", "/v1/numbers", "/v1/connect", "/v1/doctor"],
    subscription_group: ["/v1/numbers"],
    prerequisite: ["/v1/connect"],
    doctor: ["/v1/doctor"],
  },
})
