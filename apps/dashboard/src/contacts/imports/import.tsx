import { Alert, Button, Paper, Progress, SimpleGrid, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api, client, type Shapes } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { ButtonLink } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed } from "../../session/allowed.tsx"
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
  const isOver = data.finished_at !== null
  return (
    <Page
      wide
      title={data.file_name}
      up={up}
      intro={
        <>
          Started <Instant at={data.created_at} />
        </>
      }
      action={isOver ? null : <CancelButton id={id} />}
    >
      <Stack gap="lg">
        <Standing data={data} />
        <Counts data={data} />
        {data.rows_refused > 0 ? <RefusedRows data={data} /> : null}
      </Stack>
    </Page>
  )
}

const sentences: Record<Import["state"], string> = {
  waiting: "Waiting for the file. If the upload stopped, import the file again.",
  queued: "Waiting to start. You can leave this page.",
  running: "Runs in the background. You can leave this page.",
  completed: "The whole file was processed.",
  failed: "Rows imported before that are kept.",
  canceled: "Rows imported before that are kept.",
}

function Standing({ data }: { data: Import }) {
  const amount = useAmount()
  const share = data.bytes_total ? data.bytes_read / data.bytes_total : 0
  const isUnderWay = data.state === "queued" || data.state === "running"
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

function Counts({ data }: { data: Import }) {
  const amount = useAmount()
  const counts: [label: string, count: number][] = [
    ["Rows read", data.rows_read],
    ["Created", data.rows_created],
    ["Updated", data.rows_updated],
    ["Unchanged", data.rows_unchanged],
    ["Skipped", data.rows_refused],
    ["Subscriptions changed", data.subscriptions_changed],
    ["Opt-outs kept", data.opt_outs_kept],
  ]
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} component="dl" m={0}>
      {counts
        .filter(([label, count]) => label !== "Opt-outs kept" || count > 0)
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

function CancelButton({ id }: { id: string }) {
  const [isAsking, asking] = useDisclosure(false)
  const queries = useQueryClient()
  const cancel = async () => {
    const { error } = await client.POST("/v1/imports/{id}/cancel", { params: { path: { id } } })
    void queries.invalidateQueries({ queryKey: ["get", "/v1/imports/{id}"] })
    if (error) throw error
  }
  return (
    <Allowed to="contacts:write">
      <Button variant="default" onClick={asking.open}>
        Cancel
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title="Cancel this import?"
          confirm="Cancel the import"
          cancel="Keep importing"
          onConfirm={cancel}
          onClose={asking.close}
        >
          <Text size="sm">The import stops now. Rows imported so far are kept.</Text>
        </ConfirmDialog>
      ) : null}
    </Allowed>
  )
}
