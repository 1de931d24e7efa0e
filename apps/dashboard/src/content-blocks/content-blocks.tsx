import { Badge, Text } from "@mantine/core"
import { IconPlus, IconPuzzle } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { ButtonLink, pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"

/** Every content block by name. */
export function ContentBlocksPage() {
  return (
    <Page
      wide
      title="Content blocks"
      intro="Texts that many messages share. Change one here, and every message sent from then on has it."
      action={
        <Allowed to="content_blocks:write">
          <ButtonLink to="/content-blocks/new" leftSection={<IconPlus size={18} aria-hidden />}>
            New content block
          </ButtonLink>
        </Allowed>
      }
    >
      <Allowed to="content_blocks:read" instead={<NotAllowed permission="content_blocks:read" />}>
        <DataTable
          label="Content blocks"
          path="/v1/content-blocks"
          columns={columns}
          usual={{ sort: "created", order: "desc" }}
          read={(query) => client.GET("/v1/content-blocks", { params: { query } })}
          searchFor="Search names, descriptions and tags"
          linkOf={({ id }) => pathOf("/content-blocks/$blockId", id)}
          empty={<NoBlocks />}
        />
      </Allowed>
    </Page>
  )
}

const columns: readonly Column<Shapes["ContentBlock"], "created" | "name" | "updated">[] = [
  { heading: "Name", kind: "title", sort: "name", cell: ({ name }) => name },
  { heading: "Description", kind: "text", cell: ({ description }) => description },
  {
    heading: "Text",
    kind: "text",
    cell: ({ content }) => (
      <Text span inherit c="dimmed">
        {content.slice(0, 120)}
      </Text>
    ),
    text: ({ content }) => content,
  },
  {
    heading: "State",
    cell: ({ state }) => (state === "draft" ? <Badge color="gray">Draft</Badge> : <Badge>Active</Badge>),
    text: ({ state }) => state,
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

function NoBlocks() {
  return (
    <EmptyState
      icon={IconPuzzle}
      title="No content blocks yet"
      action={
        <Allowed to="content_blocks:write">
          <ButtonLink to="/content-blocks/new">Create a content block</ButtonLink>
        </Allowed>
      }
    >
      Write a greeting, a footer or a set of variables once, and put it into any message by its name.
    </EmptyState>
  )
}
