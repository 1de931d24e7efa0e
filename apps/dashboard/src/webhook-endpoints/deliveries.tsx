import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconSend } from "@tabler/icons-react"
import { api, client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { sayDone } from "../look/toasts.ts"
import { DeliveryDialog } from "./delivery-dialog.tsx"
import type { Endpoint } from "./endpoint-state.tsx"
import { useStale } from "./stale.ts"

type Delivery = Shapes["WebhookDelivery"]
type State = Delivery["state"]

const stateWords: Readonly<Record<State, { label: string; color: string }>> = {
  delivered: { label: "Delivered", color: "teal" },
  waiting: { label: "Waiting", color: "blue" },
  failed: { label: "Failed", color: "red" },
}
const isState = (state: string | undefined): state is State =>
  state !== undefined && Object.hasOwn(stateWords, state)

const filters: readonly ListFilter<"state">[] = [
  {
    name: "state",
    label: "Status",
    kind: "choice",
    choices: Object.entries(stateWords).map(([value, { label }]) => ({ value, label })),
  },
]

/** What an endpoint was told in the last two weeks, the newest first. */
export function Deliveries({ endpoint }: { endpoint: Endpoint }) {
  const kinds = api.useQuery("get", "/v1/webhook-kinds")
  const labels = new Map(kinds.data?.data.map(({ kind, label }) => [kind, label]))
  const { id } = endpoint
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Deliveries
        </Title>
        {endpoint.is_enabled ? <ReplayAll id={id} /> : null}
      </Group>
      <DataTable
        label="Deliveries"
        name="webhook-deliveries"
        path="/v1/webhook-endpoints/{id}/deliveries"
        of={{ id }}
        columns={columnsWith((kind) => labels.get(kind) ?? kind, endpoint.is_enabled)}
        filters={filters}
        usual={{ sort: "created", order: "desc" }}
        read={({ state, ...query }) =>
          client.GET("/v1/webhook-endpoints/{id}/deliveries", {
            // Anyone may write an address, and in it a state that there is not.
            params: { path: { id }, query: { ...query, ...(isState(state) ? { state } : {}) } },
          })
        }
        empty={
          <EmptyState icon={IconSend} title="Nothing was sent yet">
            What happens to contacts from now on is listed here for 14 days. Send a test to see whether the
            webhook works.
          </EmptyState>
        }
      />
    </Stack>
  )
}

const columnsWith = (
  labelOf: (kind: string) => string,
  isEnabled: boolean,
): readonly Column<Delivery, "created">[] => [
  {
    heading: "Event",
    kind: "title",
    cell: ({ kind }) => (
      <Text span inherit fw={550}>
        {labelOf(kind)}
      </Text>
    ),
    text: ({ kind }) => kind,
  },
  {
    heading: "Status",
    kind: "short",
    cell: ({ state }) => <Badge color={stateWords[state].color}>{stateWords[state].label}</Badge>,
    text: ({ state }) => stateWords[state].label,
  },
  { heading: "Answer", kind: "short", cell: ({ last_status }) => last_status },
  {
    heading: "Attempts",
    kind: "number",
    cell: ({ attempts }) => attempts,
  },
  {
    heading: "Next attempt",
    kind: "short",
    cell: ({ due_at }) => (due_at === null ? null : <Instant at={due_at} c="dimmed" />),
    text: ({ due_at }) => due_at,
  },
  {
    heading: "Happened",
    kind: "short",
    sort: "created",
    cell: ({ at }) => <Instant at={at} c="dimmed" />,
    text: ({ at }) => at,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: ({ id, kind }) => <Details id={id} title={labelOf(kind)} canReplay={isEnabled} />,
  },
]

function Details({ id, title, canReplay }: { id: string; title: string; canReplay: boolean }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={open}>
        Details
      </Button>
      {isOpen ? <DeliveryDialog id={id} title={title} canReplay={canReplay} onClose={close} /> : null}
    </>
  )
}

function ReplayAll({ id }: { id: string }) {
  const stale = useStale()
  const amount = useAmount()
  const [isAsking, asking] = useDisclosure(false)
  const failed = api.useQuery("get", "/v1/webhook-endpoints/{id}/deliveries", {
    params: { path: { id }, query: { state: "failed", limit: 1 } },
  })
  const replay = async () => {
    const { data, error } = await client.POST("/v1/webhook-endpoints/{id}/replay", {
      params: { path: { id } },
      body: {},
    })
    if (error) throw error
    await stale()
    sayDone(
      data.deliveries === 1
        ? "1 delivery is sent again."
        : `${amount(data.deliveries)} deliveries are sent again.`,
    )
  }
  if ((failed.data?.data.length ?? 0) === 0) return null
  return (
    <>
      <Button variant="default" size="xs" onClick={asking.open}>
        Send again what failed
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title="Send again what failed?"
          confirm="Send again"
          isDangerous={false}
          onConfirm={replay}
          onClose={asking.close}
        >
          <Text size="sm">
            Everything that was given up in the last 14 days is sent again, under the same ids as before.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
