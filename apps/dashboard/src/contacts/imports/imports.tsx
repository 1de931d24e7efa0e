import { IconFileImport, IconUpload } from "@tabler/icons-react"
import { client, type Shapes } from "../../api/client.ts"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { StateBadge } from "./state-badge.tsx"

/** Every file of contacts that came in, the newest first. */
export function ImportsPage() {
  return (
    <Page
      wide
      title="Imports"
      intro="Files of contacts and events, and what came of them."
      action={
        <Allowed to="contacts:write">
          <ButtonLink to="/contacts/import" leftSection={<IconUpload size={18} aria-hidden />}>
            Import contacts
          </ButtonLink>
        </Allowed>
      }
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <ImportList />
      </Allowed>
    </Page>
  )
}

function ImportList() {
  const amount = useAmount()
  return (
    <DataTable
      label="Imports"
      path="/v1/imports"
      columns={columnsIn(amount)}
      usual={{ sort: "created", order: "desc" }}
      read={(query) => client.GET("/v1/imports", { params: { query } })}
      linkOf={({ id }) => pathOf("/contacts/imports/$importId", id)}
      empty={<NoImports />}
    />
  )
}

type Import = Shapes["Import"]

/** @param amount writes a number */
function columnsIn(amount: (count: number) => string): readonly Column<Import, "file_name" | "created">[] {
  const rows = (heading: string, of: (one: Import) => number): Column<Import> => ({
    heading,
    kind: "number",
    cell: (one) => amount(of(one)),
    text: of,
  })
  return [
    { heading: "File", kind: "title", sort: "file_name", cell: ({ file_name }) => file_name },
    {
      heading: "Status",
      cell: ({ state }) => <StateBadge state={state} />,
      text: ({ state }) => state,
    },
    rows("Rows", ({ rows_read }) => rows_read),
    rows("Created", ({ rows_created }) => rows_created),
    rows("Updated", ({ rows_updated }) => rows_updated),
    rows("Skipped", ({ rows_refused }) => rows_refused),
    {
      heading: "Started",
      kind: "short",
      sort: "created",
      cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
      text: ({ created_at }) => created_at,
    },
  ]
}

function NoImports() {
  return (
    <EmptyState
      icon={IconFileImport}
      title="No imports yet"
      action={
        <Allowed to="contacts:write">
          <ButtonLink to="/contacts/import">Import contacts</ButtonLink>
        </Allowed>
      }
    >
      Start with a CSV or an Excel file that has a column of phone numbers.
    </EmptyState>
  )
}
