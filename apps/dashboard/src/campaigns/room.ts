import { IconSend, IconSpeakerphone } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

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
  component: lazyRouteComponent(() => import("./results/people.tsx"), "CampaignPeoplePage"),
})
const edit = createRoute({
  getParentRoute: () => framed,
  path: "/campaigns/$campaignId/edit",
  component: lazyRouteComponent(() => import("./page/edit-campaign.tsx"), "EditCampaignPage"),
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
  routes: [campaigns, campaign, people, edit, launches, launch],
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
