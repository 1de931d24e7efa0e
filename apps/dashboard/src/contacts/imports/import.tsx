import { Alert, Button, Paper, Progress, SimpleGrid, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { api, client, type Shapes } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { Loading } from "../../look/dialogs/sheet.tsx"
import { ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Section } from "../../look/section.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed } from "../../session/allowed.tsx"
import { RefusedRows } from "./refused-rows.tsx"
import { StateBadge } from "./state-badge.tsx"

const route = getRouteApi("/framed/contacts/imports/$importId")
const up = { to: "/contacts/imports", label: "Imports" } as const

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
  waiting: "Its file is not here yet. If the upload broke off, import the file again.",
  queued: "The file is stored and waits for its turn. You can leave this page.",
  running: "It goes on by itself. You can leave this page.",
  completed: "All of the file was read.",
  failed: "What was imported before stays.",
  canceled: "What was imported before stays.",
}

function Standing({ data }: { data: Import }) {
  const share = data.bytes_total ? data.bytes_read / data.bytes_total : 0
  const isUnderWay = data.state === "queued" || data.state === "running"
  return (
    <Section title="State" aside={<StateBadge state={data.state} />} intro={sentences[data.state]}>
      {isUnderWay ? <Progress value={share * 100} animated aria-label="Imported" /> : null}
      {isUnderWay ? (
        <Text size="sm" c="dimmed">
          {Math.floor(share * 100)} % of the file, {data.rows_read.toLocaleString("en")} rows
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
  const counts: [label: string, count: number][] = [
    ["Rows read", data.rows_read],
    ["Created", data.rows_created],
    ["Updated", data.rows_updated],
    ["Unchanged", data.rows_unchanged],
    ["Refused", data.rows_refused],
    ["Subscriptions changed", data.subscriptions_changed],
    ["Objections kept", data.opt_outs_kept],
  ]
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} component="dl" m={0}>
      {counts
        .filter(([label, count]) => label !== "Objections kept" || count > 0)
        .map(([label, count]) => (
          <Paper withBorder p="md" key={label}>
            <Text size="sm" c="dimmed" component="dt">
              {label}
            </Text>
            <Text fz={24} fw={650} component="dd" m={0}>
              {count.toLocaleString("en")}
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
          cancel="Let it go on"
          onConfirm={cancel}
          onClose={asking.close}
        >
          <Text size="sm">It stops where it is. What was imported until then stays.</Text>
        </ConfirmDialog>
      ) : null}
    </Allowed>
  )
}
