import { Stack, Tabs } from "@mantine/core"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import type { ReactNode } from "react"
import type { Shapes } from "../api/client.ts"
import { ConsentReport } from "./consent-report.tsx"
import { GroupSettings } from "./group-settings.tsx"
import { Keywords } from "./keywords.tsx"
import { OptInLinks } from "./opt-in-links.tsx"
import { Replies } from "./replies.tsx"

const route = getRouteApi("/framed/subscription-groups/$groupId")

/** What a group has, one part at a time; which is in the address. The children are the first. */
export function GroupTabs({
  group,
  children,
}: {
  group: Shapes["CountedSubscriptionGroup"]
  children: ReactNode
}) {
  const { tab = "subscribers" } = route.useSearch()
  const navigate = useNavigate()
  const parts: readonly [name: string, label: string, part: () => ReactNode][] = [
    ["subscribers", "Subscribers", () => children],
    [
      "replies",
      "Keywords and replies",
      () => (
        <>
          <Keywords groupId={group.id} />
          <Replies groupId={group.id} />
        </>
      ),
    ],
    ["links", "Opt-in links", () => <OptInLinks groupId={group.id} />],
    ["settings", "Settings", () => <GroupSettings key={group.id} group={group} />],
    ["report", "Report", () => <ConsentReport groupId={group.id} />],
  ]
  const value = parts.some(([name]) => name === tab) ? tab : "subscribers"
  return (
    <Tabs
      value={value}
      onChange={(chosen) =>
        void navigate({
          to: "/subscription-groups/$groupId",
          params: { groupId: group.id },
          search: chosen === null || chosen === "subscribers" ? {} : { tab: chosen },
          replace: true,
        })
      }
      keepMounted={false}
    >
      <Stack gap="lg">
        <Tabs.List aria-label="Parts of the group">
          {parts.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(([name, , part]) => (
          <Tabs.Panel key={name} value={name}>
            <Stack gap="lg">{part()}</Stack>
          </Tabs.Panel>
        ))}
      </Stack>
    </Tabs>
  )
}
