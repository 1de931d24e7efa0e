import { Badge, Button, Skeleton } from "@mantine/core"
import { IconPlus, IconUserCheck } from "@tabler/icons-react"
import { api, client, type Shapes } from "../api/client.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { ButtonLink, pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { NewGroup, useNumbersWithoutGroup } from "./new-group.tsx"

/** The consent lists of the workspace: one for each number. */
export function SubscriptionGroupsPage() {
  return (
    <Allowed
      to="subscriptions:read"
      instead={
        <Page title="Subscriptions">
          <NotAllowed permission="subscriptions:read" />
        </Page>
      }
    >
      <Groups />
    </Allowed>
  )
}

function Groups() {
  const [isCreating, creating] = useAddressDialog("group")
  const numbers = useNumbersWithoutGroup()
  return (
    <Page
      wide
      title="Subscriptions"
      intro="Who agreed to hear from each number. A number gets its group when it is connected."
      action={
        numbers.length === 0 ? null : (
          <Allowed to="subscriptions:write">
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
              Create a group
            </Button>
          </Allowed>
        )
      }
    >
      <DataTable
        label="Subscription groups"
        path="/v1/subscription-groups"
        columns={columns}
        usual={{ sort: "created", order: "asc" }}
        read={(query) => client.GET("/v1/subscription-groups", { params: { query } })}
        linkOf={({ id }) => pathOf("/subscription-groups/$groupId", id)}
        empty={
          <EmptyState
            icon={IconUserCheck}
            title="No subscription groups yet"
            action={
              <Allowed to="connection:manage">
                <ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>
              </Allowed>
            }
          >
            Connect a WhatsApp number to create its subscription group.
          </EmptyState>
        }
      />
      {isCreating && numbers.length > 0 ? (
        <Allowed to="subscriptions:write">
          <NewGroup onClose={creating.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

const isActive = ({ archived_at }: Shapes["SubscriptionGroup"]) => archived_at === null

const columns: readonly Column<Shapes["SubscriptionGroup"], "created" | "name">[] = [
  { heading: "Group", kind: "title", sort: "name", cell: ({ name }) => name },
  {
    heading: "Subscribed",
    kind: "number",
    inFiles: false,
    cell: ({ id }) => <Count id={id} of="subscribed" />,
  },
  {
    heading: "Unsubscribed",
    kind: "number",
    inFiles: false,
    cell: ({ id }) => <Count id={id} of="unsubscribed" />,
  },
  {
    heading: "Status",
    cell: (group) => (
      <Badge color={isActive(group) ? "teal" : "gray"}>{isActive(group) ? "Active" : "Archived"}</Badge>
    ),
    text: (group) => (isActive(group) ? "Active" : "Archived"),
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]

/** Counting a million contacts takes a moment, so each row asks for its own counts. */
function Count({ id, of }: { id: string; of: "subscribed" | "unsubscribed" }) {
  const amount = useAmount()
  const counted = api.useQuery("get", "/v1/subscription-groups/{id}", { params: { path: { id } } })
  return counted.data === undefined ? (
    <Skeleton h={14} w={48} display="inline-block" />
  ) : (
    amount(counted.data[of])
  )
}
