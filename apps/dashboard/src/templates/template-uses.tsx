import { List, Skeleton, Stack, Text, Title } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import type { Shapes } from "../api/client.ts"
import { AnchorLink, pathOf } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { Instant } from "../look/time/instant.tsx"
import { HeldLaunch } from "./held-launch.tsx"
import { usesQuery } from "./uses-query.ts"

/** Launches that a template holds: they need someone. */
export function HeldLaunches({ template }: { template: Shapes["Template"] }) {
  const launches = useQuery(usesQuery(template.id)).data?.launches ?? []
  return launches
    .filter(({ held }) => held)
    .map((launch) => <HeldLaunch key={launch.id} launch={launch} template={template} />)
}

/** The campaigns of a template, and their launches that are not over yet. */
export function UsedBy({ id }: { id: string }) {
  const uses = useQuery(usesQuery(id))
  if (uses.error) return <ProblemAlert failure={uses.error} retry={uses.refetch} />
  if (uses.data === undefined) return <Skeleton h={18} w="60%" role="status" aria-label="Loading" />
  const { campaigns, launches } = uses.data
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        Used in
      </Title>
      {campaigns.length === 0 && launches.length === 0 ? (
        <Text size="sm" c="dimmed">
          No campaign uses it.
        </Text>
      ) : null}
      <FewFirst all={campaigns} few={5} what="campaigns">
        {(shown) => (
          <List size="sm">
            {shown.map(({ id: campaign, name }) => (
              <List.Item key={campaign}>
                <AnchorLink to={pathOf("/campaigns/$campaignId", campaign)} inherit>
                  {name}
                </AnchorLink>
              </List.Item>
            ))}
          </List>
        )}
      </FewFirst>
      <FewFirst all={launches.filter(({ held }) => !held)} few={5} what="launches">
        {(shown) => shown.map((launch) => <UnderWay key={launch.id} launch={launch} />)}
      </FewFirst>
    </Stack>
  )
}

function UnderWay({ launch }: { launch: Shapes["LaunchOfTemplate"] }) {
  return (
    <Text size="sm" c="dimmed">
      A launch of {launch.campaign} {doing(launch.state)} <Instant at={launch.scheduled_at} />.
    </Text>
  )
}

function doing(state: Shapes["LaunchOfTemplate"]["state"]): string {
  if (state === "paused") return "is paused. It was scheduled for"
  return state === "scheduled" ? "goes out at" : "has been going out since"
}
