import { Badge, Button, Code, Stack, Text, Title } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconListDetails } from "@tabler/icons-react"
import { api, client, type Shapes } from "../../api/client.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import type { ListFilter } from "../../look/table/list-state.ts"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"

type ApiRequest = Shapes["ApiRequest"]

const filters: readonly ListFilter<"outcome">[] = [
  { name: "outcome", label: "Outcome", kind: "choice", choices: [{ value: "failed", label: "Failed" }] },
]

/** What was asked with a key in the last week, the newest first. */
export function Requests({ id }: { id: string }) {
  const amount = useAmount()
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        Requests
      </Title>
      <DataTable
        label="Requests"
        name="api-requests"
        path="/v1/api-keys/{id}/requests"
        of={{ id }}
        columns={columnsWith(amount)}
        filters={filters}
        usual={{ sort: "created", order: "desc" }}
        read={({ outcome, ...query }) =>
          client.GET("/v1/api-keys/{id}/requests", {
            // Anyone may write an address, and in it an outcome that there is not.
            params: { path: { id }, query: { ...query, ...(outcome === "failed" ? { outcome } : {}) } },
          })
        }
        empty={
          <EmptyState icon={IconListDetails} title="No requests in the last 7 days">
            What is asked with this key is listed here within seconds, and kept for 7 days.
          </EmptyState>
        }
      />
    </Stack>
  )
}

const statusColor = (status: number) => (status >= 500 ? "red" : status >= 400 ? "orange" : "teal")

const columnsWith = (amount: (count: number) => string): readonly Column<ApiRequest, "created">[] => [
  {
    heading: "Request",
    kind: "title",
    cell: ({ method, path }) => (
      <Text span inherit ff="monospace" fz="xs">
        {method} {path}
      </Text>
    ),
    text: ({ method, path }) => `${method} ${path}`,
  },
  {
    heading: "Status",
    kind: "short",
    cell: ({ status }) => <Badge color={statusColor(status)}>{status}</Badge>,
    text: ({ status }) => status,
  },
  { heading: "Error", kind: "text", cell: ({ error_code }) => error_code },
  {
    heading: "Duration",
    kind: "number",
    cell: ({ duration_ms }) => `${amount(duration_ms)} ms`,
    text: ({ duration_ms }) => duration_ms,
  },
  {
    heading: "When",
    kind: "short",
    sort: "created",
    cell: ({ at }) => <Instant at={at} c="dimmed" />,
    text: ({ at }) => at,
  },
  { heading: "Actions", kind: "actions", cell: (request) => <Details request={request} /> },
]

function Details({ request }: { request: ApiRequest }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={open}>
        Details
      </Button>
      {isOpen ? <RequestDialog id={request.id} onClose={close} /> : null}
    </>
  )
}

function RequestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const amount = useAmount()
  const request = api.useQuery("get", "/v1/api-requests/{id}", { params: { path: { id } } })
  if (request.data === undefined)
    return (
      <Dialog size="lg" title="Request" onClose={onClose}>
        {request.error ? <ProblemAlert failure={request.error} retry={request.refetch} /> : <Loading />}
      </Dialog>
    )
  const { method, path, status, duration_ms, at, body, answer, is_erased } = request.data
  return (
    <Dialog size="lg" title={`${method} ${path}`} onClose={onClose}>
      <Stack>
        <Text size="sm">
          <Badge color={statusColor(status)}>{status}</Badge> <Instant at={at} inherit /> ·{" "}
          {amount(duration_ms)} ms
        </Text>
        {is_erased ? (
          <Text size="sm" c="dimmed">
            This request was about a contact who was deleted since. What it said is gone.
          </Text>
        ) : null}
        <Said label="Body" text={body} />
        <Said label="Answer" text={answer} />
      </Stack>
    </Dialog>
  )
}

/** JSON, perhaps cut off. */
function Said({ label, text }: { label: string; text: string | null }) {
  if (text === null) return null
  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        {label}
      </Text>
      <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {inLines(text)}
      </Code>
    </div>
  )
}

function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
