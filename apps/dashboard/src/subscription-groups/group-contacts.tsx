import { Badge, Stack, Title } from "@mantine/core"
import { IconUserCheck } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { nameOf } from "../contacts/name.ts"
import { pathOf } from "../look/links.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"

type Listed = Shapes["ListedContact"]
type State = NonNullable<Listed["subscription"]>["state"]

const words: Record<State, string> = { subscribed: "Subscribed", unsubscribed: "Unsubscribed" }
const isState = (state: string | undefined): state is State =>
  state !== undefined && Object.hasOwn(words, state)

const filters: readonly ListFilter<"subscription_state">[] = [
  {
    name: "subscription_state",
    label: "Status",
    kind: "choice",
    choices: Object.entries(words).map(([value, label]) => ({ value, label })),
  },
]

/** Everyone who subscribed to a group or unsubscribed from it, the newest contacts first. */
export function GroupContacts({ id }: { id: string }) {
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        Contacts
      </Title>
      <DataTable
        label="Contacts"
        name="group-contacts"
        path="/v1/contacts"
        of={{ subscription_group_id: id }}
        columns={columns}
        filters={filters}
        usual={{ sort: "created", order: "desc" }}
        read={({ subscription_state: state, ...asked }) =>
          client.GET("/v1/contacts", {
            params: {
              // Anyone may write an address, and in it a state that there is not.
              query: {
                ...asked,
                subscription_group_id: id,
                ...(isState(state) ? { subscription_state: state } : {}),
              },
            },
          })
        }
        searchFor="Search by name, phone or external ID"
        linkOf={(contact) => pathOf("/contacts/$contactId", contact.id)}
        empty={
          <EmptyState icon={IconUserCheck} title="Nobody has subscribed yet">
            People are listed here once they subscribe or unsubscribe: by an import, the API or a message such
            as START.
          </EmptyState>
        }
      />
    </Stack>
  )
}

const columns: readonly Column<Listed, "created">[] = [
  { heading: "Name", kind: "title", cell: (contact) => <bdi>{nameOf(contact)}</bdi>, text: nameOf },
  { heading: "Phone", kind: "short", cell: ({ phone }) => phone },
  {
    heading: "Status",
    cell: ({ subscription }) =>
      subscription && (
        <Badge color={subscription.state === "subscribed" ? "teal" : "gray"}>
          {words[subscription.state]}
        </Badge>
      ),
    text: ({ subscription }) => subscription && words[subscription.state],
  },
  {
    heading: "Since",
    kind: "short",
    cell: ({ subscription }) => subscription && <Instant at={subscription.changed_at} c="dimmed" />,
    text: ({ subscription }) => subscription?.changed_at,
  },
  {
    heading: "Added",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
]
