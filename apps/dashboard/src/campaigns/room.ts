import { IconCoins, IconSend, IconSpeakerphone, IconUserCheck } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

/** What a link to the people of a number says of it. */
interface PeopleSearch {
  state?: string
  reason?: string
  launch_id?: string
  variant?: string
}
const textOf = <Name extends keyof PeopleSearch>(
  search: Record<string, unknown>,
  name: Name,
): PeopleSearch => {
  const value = search[name]
  return typeof value === "string" || typeof value === "number" ? { [name]: String(value) } : {}
}

const campaigns = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns",
  component: lazyRouteComponent(() => import("./campaigns.tsx"), "CampaignsPage"),
})
const campaign = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("./page/campaign.tsx"), "CampaignPage"),
})
const people = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns/$campaignId/people",
  validateSearch: (search: Record<string, unknown>): PeopleSearch => ({
    ...textOf(search, "state"),
    ...textOf(search, "reason"),
    ...textOf(search, "launch_id"),
    ...textOf(search, "variant"),
  }),
  component: lazyRouteComponent(() => import("./results/people.tsx"), "CampaignPeoplePage"),
})
const edit = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns/$campaignId/edit",
  component: lazyRouteComponent(() => import("./page/edit-campaign.tsx"), "EditCampaignPage"),
})
const preflight = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns/$campaignId/preflight",
  component: lazyRouteComponent(() => import("./review/people.tsx"), "PreflightPeoplePage"),
})
const rateCards = createRoute({
  getParentRoute: () => framed,
  path: "/settings/rate-cards",
  component: lazyRouteComponent(() => import("./review/rate-cards.tsx"), "RateCardsPage"),
})
const approvals = createRoute({
  getParentRoute: () => framed,
  path: "/settings/approvals",
  component: lazyRouteComponent(() => import("./review/approval-rule.tsx"), "ApprovalRulePage"),
})
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

export const room = defineRoom({
  routes: [campaigns, campaign, people, edit, preflight, launches, launch, rateCards, approvals],
  places: [
    {
      section: "Engage",
      to: "/campaigns",
      label: "Campaigns",
      icon: IconSpeakerphone,
      shortcut: "m",
      permission: "campaigns:read",
      keywords: ["broadcast", "newsletter", "send"],
      tabs: {
        first: "All campaigns",
        others: [
          {
            to: "/launches",
            label: "Launches",
            icon: IconSend,
            keywords: ["sent", "report", "consent"],
          },
        ],
      },
    },
    {
      section: "Workspace",
      to: "/settings/rate-cards",
      label: "Rate cards",
      icon: IconCoins,
      permission: "campaigns:read",
      keywords: ["price", "cost", "money"],
    },
    {
      section: "Workspace",
      to: "/settings/approvals",
      label: "Approvals",
      icon: IconUserCheck,
      permission: "workspace:manage",
      keywords: ["review", "second", "four eyes"],
    },
  ],
  beginnings: [
    {
      label: "New campaign",
      icon: IconSpeakerphone,
      to: "/campaigns",
      dialog: "campaign",
      permission: "campaigns:write",
      keywords: ["create", "send", "broadcast", "newsletter", "launch"],
    },
  ],
  finds: [{ kind: "campaign", group: "Campaigns", icon: IconSpeakerphone, to: "/campaigns/$campaignId" }],
  home: [{ permission: "campaigns:read", place: "main", card: () => import("./launches-on-home.tsx") }],
  staleAfter: { campaign: ["/v1/campaigns"], launch: ["/v1/launches", "/v1/campaigns"] },
})
