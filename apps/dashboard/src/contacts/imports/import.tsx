import { Alert, Paper, Progress, SimpleGrid, Stack, Text } from "@mantine/core"
import { getRouteApi } from "@tanstack/react-router"
import { api, type Shapes } from "../../api/client.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { ImportActions } from "./import-actions.tsx"
import { LeftOutCells } from "./left-out-cells.tsx"
import { ReadyImport } from "./ready/ready-import.tsx"
import { RefusedRows } from "./refused-rows.tsx"
import { StateBadge } from "./state-badge.tsx"

const route = getRouteApi("/framed/contacts/imports/$importId")
const up = [
  { to: "/contacts", label: "Contacts" },
  { to: "/contacts/imports", label: "Imports" },
] as const

type Import = Shapes["Import"]

/** One import: how far it is, for everyone who looks, and what it came to. */
export function ImportPage() {
  const { importId: id } = route.useParams()
  const found = api.useQuery("get", "/v1/imports/{id}", { params: { path: { id } } })
  if (found.data === undefined) {
    return (
      <Page title="Import" up={up}>
        {found.error ? <ProblemAlert failure={found.error} retry={found.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = found
  return (
    <Page
      wide
      title={data.file_name}
      up={up}
      intro={
        <>
          {data.state === "ready" || data.state === "waiting" ? "Added" : "Started"}{" "}
          <Instant at={data.created_at} />
        </>
      }
      action={<ImportActions data={data} />}
    >
      <Stack gap="lg">
        {data.state === "ready" && data.checked_at === null ? null : <Standing data={data} />}
        {data.state === "ready" && data.checked_at === null ? null : <Counts data={data} />}
        {data.cells_dropped > 0 ? <LeftOutCells id={data.id} /> : null}
        {data.rows_refused > 0 ? <RefusedRows data={data} /> : null}
        {data.state === "ready" ? (
          <Allowed to="contacts:write" instead={<NotAllowed permission="contacts:write" />}>
            <ReadyImport key={data.checked_at} data={data} />
          </Allowed>
        ) : null}
      </Stack>
    </Page>
  )
}

const sentences: Record<Import["state"], string> = {
  waiting: "Waiting for the file. If the upload stopped, import the file again.",
  ready: "This is what the import would do. Nothing is imported yet.",
  queued: "Waiting to start. You can leave this page.",
  running: "Runs in the background. You can leave this page.",
  paused: "Nothing is imported until you resume.",
  completed: "The whole file was processed.",
  failed: "Rows imported before that are kept.",
  canceled: "Rows imported before that are kept.",
  undoing: "What the import recorded, created and added is being taken back.",
  undone: "What the import recorded, created and added was taken back, except contacts that were used since.",
}

function Standing({ data }: { data: Import }) {
  const amount = useAmount()
  const share = data.bytes_total ? data.bytes_read / data.bytes_total : 0
  const isUnderWay = data.state === "queued" || data.state === "running" || data.state === "paused"
  return (
    <Section title="Status" aside={<StateBadge state={data.state} />} intro={sentences[data.state]}>
      {isUnderWay ? <Progress value={share * 100} animated aria-label="Imported" /> : null}
      {isUnderWay ? (
        <Text size="sm" c="dimmed">
          {Math.floor(share * 100)} % of the file, {amount(data.rows_read)} rows
        </Text>
      ) : null}
      {data.failure === null ? null : (
        <Alert color="red" title={data.failure}>
          <Allowed to="contacts:write">
            <ButtonLink to="/contacts/import" size="xs" variant="default">
              Import another file
            </ButtonLink>
          </Allowed>
        </Alert>
      )}
    </Section>
  )
}

const countsOfContacts = (data: Import): [label: string, count: number][] => [
  ["Created", data.rows_created],
  ["Updated", data.rows_updated],
  ["Unchanged", data.rows_unchanged],
]

const countsOfEvents = (data: Import): [label: string, count: number][] => [
  ["Events recorded", data.events_recorded],
  ["Recorded before", data.rows_read - data.rows_refused - data.events_recorded],
  ["New contacts", data.rows_created],
]

function Counts({ data }: { data: Import }) {
  const amount = useAmount()
  const counts: [label: string, count: number][] = [
    ["Rows read", data.rows_read],
    ...(data.kind === "events" ? countsOfEvents(data) : countsOfContacts(data)),
    ["Skipped", data.rows_refused],
    ["Cells left out", data.cells_dropped],
    ["Subscriptions changed", data.subscriptions_changed],
    ["Opt-outs kept", data.opt_outs_kept],
    ["Deleted again", data.rows_undone],
    ["Kept, as used since", data.rows_kept],
    ["Events removed again", data.events_undone],
    ["Tags and lists taken off", data.memberships_undone],
  ]
  const always = new Set([
    ...["Rows read", "Skipped"],
    ...(data.kind === "events"
      ? ["Events recorded", "Recorded before", "New contacts"]
      : ["Created", "Updated", "Unchanged", "Subscriptions changed"]),
  ])
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} component="dl" m={0}>
      {counts
        .filter(([label, count]) => always.has(label) || count > 0)
        .map(([label, count]) => (
          <Paper withBorder p="md" key={label}>
            <Text size="sm" c="dimmed" component="dt">
              {label}
            </Text>
            <Text fz={24} fw={650} component="dd" m={0}>
              {amount(count)}
            </Text>
          </Paper>
        ))}
    </SimpleGrid>
  )
}
