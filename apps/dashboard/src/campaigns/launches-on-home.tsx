import { Badge, Group, Progress, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { AnchorLink } from "../look/links.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Instant } from "../look/time/instant.tsx"
import { withInstants } from "../look/time/instants.ts"
import { useAmount, useNotation } from "../look/time/notation.ts"
import { useMay } from "../session/me.ts"

const few = 5
/** While messages go out, their counts change without being told. */
const lookAgainMs = 5_000

const looks: Record<string, { label: string; color: string }> = {
  scheduled: { label: "Scheduled", color: "gray" },
  expanding: { label: "Sending", color: "blue" },
  sending: { label: "Sending", color: "blue" },
  paused: { label: "Paused", color: "yellow" },
}

/** Whatever it waits for besides. */
const doesNotGo: ReadonlySet<string> = new Set(["scheduled", "paused"])

/** On Home: the launches that are not over, what each waits for, and how to start one. */
export default function LaunchesUnderWay() {
  const mayLaunch = useMay()("campaigns:launch")
  const isConnected = (useNumbers()?.length ?? 0) > 0
  const launches = api.useQuery("get", "/v1/launches", {
    params: { query: { state: "scheduled,expanding,sending,paused", limit: few } },
  })
  const { data, error, refetch } = launches
  const isEmpty = data?.data.length === 0
  if (error === null && (data === undefined || (isEmpty && !(isConnected && mayLaunch)))) return null
  return (
    <Section title="Launches">
      <ProblemAlert failure={error} retry={refetch} />
      {isEmpty ? (
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            No launches are under way.
          </Text>
          <AnchorLink to="/campaigns" size="sm">
            Open campaigns
          </AnchorLink>
        </Group>
      ) : (
        <Rows label="Launches under way">
          {data?.data.map((launch) => (
            <UnderWay key={launch.id} launch={launch} />
          ))}
        </Rows>
      )}
      {data?.next ? (
        <AnchorLink to="/launches" size="sm">
          All launches
        </AnchorLink>
      ) : null}
    </Section>
  )
}

function UnderWay({ launch: { id, campaign, state, scheduled_at } }: { launch: Shapes["LaunchEntry"] }) {
  const amount = useAmount()
  const notation = useNotation()
  const report = api.useQuery(
    "get",
    "/v1/launches/{id}",
    { params: { path: { id } } },
    { refetchInterval: state === "expanding" || state === "sending" ? lookAgainMs : false },
  )
  const { label, color } = looks[report.data?.state ?? state] ?? { label: state, color: "gray" }
  const { audience = 0, waiting = 0, hold = null } = report.data ?? {}
  const done = audience - waiting
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <AnchorLink to="/launches/$launchId" params={{ launchId: id }} size="sm" fw={550} lineClamp={1}>
          <bdi>{campaign.name}</bdi>
        </AnchorLink>
        <Badge color={hold === null ? color : "yellow"} miw="max-content">
          {hold === null || doesNotGo.has(report.data?.state ?? state) ? label : "On hold"}
        </Badge>
      </Group>
      {audience === 0 ? (
        <Text size="sm" c="dimmed">
          {state === "scheduled" ? "Goes out " : "Started "}
          <Instant at={scheduled_at} />
        </Text>
      ) : (
        <>
          <Progress value={(done / audience) * 100} size="sm" aria-label={`Progress of ${campaign.name}`} />
          <Text size="sm" c="dimmed">
            {amount(done)} of {amount(audience)} processed
          </Text>
        </>
      )}
      {hold === null ? null : (
        <Text size="sm">
          {withInstants(hold.title, notation)}{" "}
          {hold.advice === null ? "" : withInstants(hold.advice, notation)}
          {hold.until === null ? null : (
            <>
              {" "}
              Tried again <Instant at={hold.until} />.
            </>
          )}
        </Text>
      )}
    </Stack>
  )
}
