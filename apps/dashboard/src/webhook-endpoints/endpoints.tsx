import { Button, Text } from "@mantine/core"
import { IconPlus, IconWebhook } from "@tabler/icons-react"
import { client } from "../api/client.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { type Endpoint, EndpointState, stateOf, withoutScheme } from "./endpoint-state.tsx"
import { NewWebhook } from "./new-webhook.tsx"

/** Where other systems hear of what happens to contacts. */
export function WebhooksPage() {
  const [isCreating, creating] = useAddressDialog("webhook")
  return (
    <Page
      wide
      title="Webhooks"
      intro="Webhooks tell other systems what happens to contacts, within a second or two."
      action={
        <Allowed to="webhooks:manage">
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
            Add a webhook
          </Button>
        </Allowed>
      }
    >
      <Allowed to="webhooks:manage" instead={<NotAllowed permission="webhooks:manage" />}>
        <EndpointList onCreate={creating.open} />
      </Allowed>
      {isCreating ? (
        <Allowed to="webhooks:manage">
          <NewWebhook onClose={creating.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

function EndpointList({ onCreate }: { onCreate: () => void }) {
  return (
    <DataTable
      label="Webhooks"
      path="/v1/webhook-endpoints"
      columns={columns}
      usual={{ sort: "created", order: "asc" }}
      read={(query) => client.GET("/v1/webhook-endpoints", { params: { query } })}
      linkOf={({ id }) => pathOf("/settings/webhooks/$endpointId", id)}
      empty={
        <EmptyState
          icon={IconWebhook}
          title="No webhooks yet"
          action={
            <Button variant="default" onClick={onCreate}>
              Add a webhook
            </Button>
          }
        >
          Add the address of a system that should hear of new contacts, subscriptions, messages and more.
        </EmptyState>
      }
    />
  )
}

const eventsInWords = ({ kinds }: Endpoint) =>
  kinds === null ? "All" : kinds.length === 1 ? "1 kind" : `${kinds.length} kinds`

const columns: readonly Column<Endpoint, "created" | "url">[] = [
  {
    heading: "URL",
    kind: "title",
    sort: "url",
    cell: ({ url }) => (
      <Text span inherit fw={550}>
        {withoutScheme(url)}
      </Text>
    ),
    text: ({ url }) => url,
  },
  { heading: "Description", kind: "text", cell: ({ description }) => description },
  { heading: "Events", kind: "short", cell: eventsInWords },
  {
    heading: "Status",
    kind: "short",
    cell: (endpoint) => <EndpointState endpoint={endpoint} />,
    text: (endpoint) => stateOf(endpoint).label,
  },
  {
    heading: "Added",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]
