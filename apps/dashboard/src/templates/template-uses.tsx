import { List, Stack, Text, Title } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { Instant } from "../look/time/instant.tsx"
import { HeldLaunch } from "./held-launch.tsx"

const useUses = (id: string) => api.useQuery("get", "/v1/templates/{id}/uses", { params: { path: { id } } })

/** Launches that a template holds: they need someone. */
export function HeldLaunches({ template }: { template: Shapes["Template"] }) {
  const launches = useUses(template.id).data?.launches ?? []
  return launches
    .filter(({ held }) => held)
    .map((launch) => <HeldLaunch key={launch.id} launch={launch} template={template} />)
}

/** The campaigns of a template, and their launches that are not over yet. */
export function UsedBy({ id }: { id: string }) {
  const uses = useUses(id)
  if (uses.error) return <ProblemAlert failure={uses.error} retry={uses.refetch} />
  if (uses.data === undefined) return null
  const { campaigns, launches } = uses.data
  if (campaigns.length === 0 && launches.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No campaign uses it.
      </Text>
    )
  }
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        Used by
      </Title>
      <FewFirst all={campaigns} few={5} what="campaigns">
        {(shown) => (
          <List size="sm">
            {shown.map(({ id: campaign, name }) => (
              <List.Item key={campaign}>{name}</List.Item>
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
