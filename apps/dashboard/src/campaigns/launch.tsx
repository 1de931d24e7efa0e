import { Alert, Group, Stack, Text } from "@mantine/core"
import { getRouteApi } from "@tanstack/react-router"
import { api, type Shapes } from "../api/client.ts"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { withInstants } from "../look/time/instants.ts"
import { useAmount, useNotation } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { ConsentOfLaunch } from "./consent-of-launch.tsx"
import { LateLaunch } from "./late-launch.tsx"
import { LaunchActions } from "./launch-actions.tsx"
import { LaunchState } from "./launch-state.tsx"
import { LocalTimes } from "./local-times.tsx"
import { Recovery } from "./recovery/recovery.tsx"

const route = getRouteApi("/framed/launches/$launchId")
const up = { to: "/campaigns", label: "Campaigns" } as const
/** While messages go out, their counts change without being told. */
const lookAgainMs = 5_000

/** One launch: what became of it, and what everyone in its audience had agreed to. */
export function LaunchPage() {
  const { launchId: id } = route.useParams()
  const launch = api.useQuery(
    "get",
    "/v1/launches/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: ({ state }) =>
        state.data?.state === "expanding" || state.data?.state === "sending" ? lookAgainMs : false,
    },
  )
  const campaignId = launch.data?.campaign_id ?? ""
  const campaign = api.useQuery(
    "get",
    "/v1/campaigns/{id}",
    { params: { path: { id: campaignId } } },
    { enabled: launch.data !== undefined },
  )
  if (launch.data === undefined || campaign.data === undefined) {
    const failed = launch.error ? launch : campaign
    return (
      <Page title="Launch" up={up}>
        {failed.error ? <ProblemAlert failure={failed.error} retry={failed.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { state, scheduled_at, hold, parent_id, template } = launch.data
  return (
    <Page
      wide
      title="Launch"
      windowTitle={`Launch of ${campaign.data.name}`}
      up={[up, { to: "/campaigns/$campaignId", id: campaignId, label: campaign.data.name }]}
      intro={
        <>
          {state === "scheduled" ? "Goes out " : "Started "}
          <Instant at={scheduled_at} />
          {parent_id === null ? null : (
            <>
              , to people that{" "}
              <AnchorLink
                to="/launches/$launchId"
                params={{ launchId: parent_id }}
                inherit
                underline="always"
              >
                an earlier launch
              </AnchorLink>{" "}
              did not reach
            </>
          )}
          {template === null ? null : `, with the template ${template.name}`}
        </>
      }
      state={<LaunchState state={state} />}
      action={<LaunchActions launch={launch.data} />}
    >
      <Stack gap="lg">
        {hold === null ? null : <Hold hold={hold} launch={launch.data} />}
        {launch.data.in_local_time === null ? null : <LocalTimes times={launch.data.in_local_time} />}
        <Counts launch={launch.data} />
        <Recovery launch={launch.data} campaign={campaign.data.name} />
        <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
          <ConsentOfLaunch launchId={id} />
        </Allowed>
      </Stack>
    </Page>
  )
}

function Hold({
  hold: { code, title, advice },
  launch,
}: {
  hold: NonNullable<Shapes["LaunchReport"]["hold"]>
  launch: Shapes["LaunchReport"]
}) {
  const notation = useNotation()
  return (
    <Alert color="yellow" title="On hold">
      {withInstants(title, notation)} {advice === null ? null : withInstants(advice, notation)}
      {code === "late" ? <LateLaunch launch={launch} /> : null}
    </Alert>
  )
}

function Counts({ launch }: { launch: Shapes["LaunchReport"] }) {
  const amount = useAmount()
  const { audience, waiting, suppressed, sent, delivered, read, replied, failed } = launch
  const counts: [string, number][] = [
    ["Audience", audience],
    ["Waiting", waiting],
    ["Not sent", suppressed.total],
    ["Sent", sent],
    ["Delivered", delivered],
    ["Read", read],
    ["Replied", replied],
    ["Failed", failed.total],
  ]
  return (
    <Section title="Results">
      <Group component="dl" gap="xl" m={0}>
        {counts.map(([label, count]) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fz={22} fw={600} lh={1.3}>
              {amount(count)}
            </Text>
          </div>
        ))}
      </Group>
      <Reasons title="Not sent" reasons={suppressed.reasons} />
      <Reasons title="Failed" reasons={failed.reasons} />
    </Section>
  )
}

/** Why people got nothing, the most frequent first, with what to do about it. */
function Reasons({ title, reasons }: { title: string; reasons: Shapes["LaunchReasons"]["reasons"] }) {
  const amount = useAmount()
  if (reasons.length === 0) return null
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550} component="h3" m={0}>
        {title}
      </Text>
      {reasons.map(({ code, title: said, advice, count }) => (
        <Group key={code} gap="sm" wrap="nowrap" align="baseline">
          <Text size="sm" ta="end" miw={48}>
            {amount(count)}
          </Text>
          <Text size="sm">
            {said}{" "}
            {advice === null ? null : (
              <Text span inherit c="dimmed">
                {advice}
              </Text>
            )}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
