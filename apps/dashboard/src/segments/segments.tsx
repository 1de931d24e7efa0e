import { Badge, Group, Text } from "@mantine/core"
import { IconPlus, IconUsersGroup } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { ButtonLink, pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"

/** Every segment by name, with how many are in it. */
export function SegmentsPage() {
  return (
    <Page
      wide
      title="Segments"
      intro="Groups of contacts that share something. Who is in them changes as contacts do."
      action={
        <Allowed to="segments:write">
          <ButtonLink to="/segments/new" leftSection={<IconPlus size={18} aria-hidden />}>
            New segment
          </ButtonLink>
        </Allowed>
      }
    >
      <Allowed to="segments:read" instead={<NotAllowed permission="segments:read" />}>
        <DataTable
          label="Segments"
          path="/v1/segments"
          columns={columns}
          filters={filters}
          usual={{ sort: "created", order: "desc" }}
          read={({ suppression, archived, ...query }) =>
            client.GET("/v1/segments", {
              params: {
                query: {
                  ...query,
                  ...(isFlag(suppression) ? { suppression } : {}),
                  ...(isFlag(archived) ? { archived } : {}),
                },
              },
            })
          }
          searchFor="Search names and tags"
          linkOf={({ id }) => pathOf("/segments/$segmentId", id)}
          empty={<NoSegments />}
        />
      </Allowed>
    </Page>
  )
}

const isFlag = (text: string | undefined): text is "true" | "false" => text === "true" || text === "false"
const yesOrNo = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
]
const filters: readonly ListFilter<"suppression" | "archived">[] = [
  { name: "suppression", label: "Suppression list", kind: "choice", choices: yesOrNo },
  { name: "archived", label: "Archived", kind: "choice", choices: yesOrNo },
]

type Segment = Shapes["Segment"]

const columns: readonly Column<Segment, "created" | "name" | "updated" | "people">[] = [
  { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
  {
    heading: "Description",
    kind: "text",
    cell: ({ description }) => description,
  },
  {
    heading: "Contacts",
    kind: "number",
    sort: "people",
    cell: ({ people }) => <People people={people} />,
    text: ({ people }) => people,
  },
  {
    heading: "Kind",
    cell: ({ is_live, is_suppression, archived_at }) => (
      <Group gap={4} wrap="nowrap">
        {is_live ? <Badge color="green">Live</Badge> : null}
        {is_suppression ? <Badge color="red">Suppression list</Badge> : null}
        {archived_at === null ? null : <Badge color="gray">Archived</Badge>}
      </Group>
    ),
    text: ({ is_suppression }) => (is_suppression ? "Suppression list" : "Segment"),
  },
  { heading: "Tags", kind: "text", cell: ({ tags }) => tags.join(", ") },
  {
    heading: "Changed",
    kind: "short",
    sort: "updated",
    cell: ({ updated_at }) => <Instant at={updated_at} ago c="dimmed" />,
    text: ({ updated_at }) => updated_at,
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

function People({ people }: { people: number | null }) {
  const amount = useAmount()
  return people === null ? (
    <Text span inherit c="dimmed">
      Not counted yet
    </Text>
  ) : (
    amount(people)
  )
}

function NoSegments() {
  return (
    <EmptyState
      icon={IconUsersGroup}
      title="No segments yet"
      action={
        <Allowed to="segments:write">
          <ButtonLink to="/segments/new">Create a segment</ButtonLink>
        </Allowed>
      }
    >
      Say what contacts have in common, such as their country or what they bought, and see at once how many
      they are.
    </EmptyState>
  )
}
