import { Anchor, Text } from "@mantine/core"
import { IconActivity } from "@tabler/icons-react"
import { client, type Shapes } from "../../api/client.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { Day } from "./day.tsx"
import { Describe } from "./describe.tsx"

/** The catalogue of events: what contacts did, as your systems tell of it. */
export function EventNamesPage() {
  return (
    <Page
      wide
      title="Events"
      intro="What your systems say contacts did. Use it to choose who gets a message, and when."
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <DataTable
          label="Events"
          path="/v1/event-names"
          columns={columns}
          usual={{ sort: "last_used", order: "desc" }}
          read={(query) => client.GET("/v1/event-names", { params: { query } })}
          searchFor="Search names and descriptions"
          empty={
            <EmptyState
              icon={IconActivity}
              title="No events yet"
              action={
                <Allowed to="contacts:write">
                  <ButtonLink to="/contacts/import">Import events</ButtonLink>
                </Allowed>
              }
            >
              Import a file of what people did, such as orders, or{" "}
              <Anchor href="/docs" target="_blank" rel="noreferrer" inherit underline="always">
                send events through the API
              </Anchor>
              .
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

type EventName = Shapes["EventName"]

const nameOf = ({ kind, name }: EventName) => (kind === "purchase" ? "Purchase" : name)

const columns: readonly Column<EventName, "name" | "created" | "last_used">[] = [
  {
    heading: "Event",
    kind: "title",
    sort: "name",
    cell: (event) => (
      <Text span inherit fw={550}>
        <bdi>{nameOf(event)}</bdi>
      </Text>
    ),
    text: nameOf,
  },
  { heading: "Description", kind: "text", cell: ({ description }) => description },
  {
    heading: "Last used",
    kind: "short",
    sort: "last_used",
    cell: ({ last_used_at }) => (last_used_at === null ? null : <Day at={last_used_at} />),
    text: ({ last_used_at }) => last_used_at?.slice(0, 10),
  },
  {
    heading: "First used",
    kind: "short",
    sort: "created",
    cell: ({ created_at }) => <Day at={created_at} />,
    text: ({ created_at }) => created_at.slice(0, 10),
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (event) => (
      <Allowed to="contacts:write">
        <Describe
          of={event}
          path="/v1/event-names"
          save={(description) =>
            client.PATCH("/v1/event-names/{id}", {
              params: { path: { id: event.id } },
              body: { description },
            })
          }
        />
      </Allowed>
    ),
  },
]
