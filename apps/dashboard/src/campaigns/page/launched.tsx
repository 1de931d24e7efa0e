import { Alert, Group, Progress, Stack, Text } from "@mantine/core"
import { IconRocket } from "@tabler/icons-react"
import { api, client, type Shapes } from "../../api/client.ts"
import { pathOf } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed } from "../../session/allowed.tsx"
import { LaunchState, launchStateInWords } from "../launch-state.tsx"
import { DoubtsOfCampaign } from "../recovery/doubts.tsx"
import { Results } from "../results/results.tsx"
import { StartButton } from "../start-stop.tsx"
import { ShownCampaign } from "./shown-campaign.tsx"
import { isChangedSince } from "./version-changes.ts"
import { Versions } from "./versions.tsx"

/** While messages go out, their counts change without being told. */
const lookAgainMs = 5_000

/** What became of a campaign: its launches, what it says, and what it said before. */
export function Launched({ campaign }: { campaign: Shapes["Campaign"] }) {
  const { id } = campaign
  const versions = api.useQuery("get", "/v1/campaigns/{id}/versions", { params: { path: { id } } })
  const last = versions.data?.data[0]
  return (
    <Stack>
      {last !== undefined && isChangedSince(last.definition, campaign) ? (
        <Changed campaign={campaign} />
      ) : null}
      <DoubtsOfCampaign campaignId={id} />
      <Results campaignId={id} />
      <Section title="Launches">
        <DataTable
          label="Launches"
          name="launches-of-campaign"
          path="/v1/launches"
          of={{ campaign_id: id }}
          isSecond
          columns={columns}
          usual={{ sort: "created", order: "desc" }}
          read={(query) => client.GET("/v1/launches", { params: { query: { ...query, campaign_id: id } } })}
          linkOf={(launch) => pathOf("/launches/$launchId", launch.id)}
          empty={
            <EmptyState icon={IconRocket} title="No launches">
              {isTriggered(campaign)
                ? "It goes to one person after another, without launches."
                : "It was started, and nothing has gone out yet."}
            </EmptyState>
          }
        />
      </Section>
      <ShownCampaign campaign={campaign} />
      <Versions versions={versions} />
    </Stack>
  )
}

const isTriggered = ({ delivery }: Shapes["Campaign"]) =>
  delivery.kind === "action" || delivery.kind === "api"

/** What a change is for: the next launch, or, of what is triggered, once somebody says so. */
function Changed({ campaign }: { campaign: Shapes["Campaign"] }) {
  const { delivery, started_at, archived_at } = campaign
  if (started_at === null || delivery.kind === "once" || delivery.kind === "recurring") {
    return (
      <Alert color="blue" variant="light">
        {delivery.kind === "once" || delivery.kind === "recurring"
          ? "It was changed since its last launch. The next launch sends it as it is now."
          : "It was changed since it was started last. Once it is started again it is sent as it is now."}
      </Alert>
    )
  }
  return (
    <Alert color="blue" variant="light">
      <Group justify="space-between" gap="xs">
        <Text size="sm">It was changed since it was started, and is still sent as it was then.</Text>
        {archived_at === null ? (
          <Allowed to="campaigns:launch">
            <StartButton campaign={campaign} kind={delivery.kind} isUpdate />
          </Allowed>
        ) : null}
      </Group>
    </Alert>
  )
}

type Launch = Shapes["LaunchEntry"]

const isGoing = (state: Launch["state"]) => state === "expanding" || state === "sending"

/** The counts of one launch, asked for again while it sends. */
function useReport({ id, state }: Launch) {
  return api.useQuery(
    "get",
    "/v1/launches/{id}",
    { params: { path: { id } } },
    {
      refetchInterval: ({ state: { data } }) => (isGoing(data?.state ?? state) ? lookAgainMs : false),
    },
  ).data
}

function Status({ launch }: { launch: Launch }) {
  return <LaunchState state={useReport(launch)?.state ?? launch.state} />
}

function Count({ launch, of }: { launch: Launch; of: (report: Shapes["LaunchReport"]) => number }) {
  const amount = useAmount()
  const report = useReport(launch)
  return report === undefined ? null : amount(of(report))
}

function Processed({ launch }: { launch: Launch }) {
  const amount = useAmount()
  const report = useReport(launch)
  if (report === undefined || report.audience === 0) return null
  const done = report.audience - report.waiting
  return (
    <Stack gap={2} miw={120}>
      <Progress value={(done / report.audience) * 100} size="sm" aria-label="Progress" />
      <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
        {amount(done)} of {amount(report.audience)}
      </Text>
    </Stack>
  )
}

const columns: readonly Column<Launch, "created" | "scheduled">[] = [
  {
    heading: "Goes out",
    kind: "title",
    sort: "scheduled",
    cell: ({ scheduled_at }) => <Instant at={scheduled_at} />,
    text: ({ scheduled_at }) => scheduled_at,
  },
  {
    heading: "Status",
    cell: (launch) => <Status launch={launch} />,
    text: ({ state }) => launchStateInWords(state),
  },
  { heading: "Processed", inFiles: false, cell: (launch) => <Processed launch={launch} /> },
  {
    heading: "Sent",
    kind: "number",
    inFiles: false,
    cell: (launch) => <Count launch={launch} of={({ sent }) => sent} />,
  },
  {
    heading: "Delivered",
    kind: "number",
    inFiles: false,
    cell: (launch) => <Count launch={launch} of={({ delivered }) => delivered} />,
  },
  {
    heading: "Read",
    kind: "number",
    inFiles: false,
    cell: (launch) => <Count launch={launch} of={({ read }) => read} />,
  },
  {
    heading: "Failed",
    kind: "number",
    inFiles: false,
    cell: (launch) => <Count launch={launch} of={({ failed }) => failed.total} />,
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]
