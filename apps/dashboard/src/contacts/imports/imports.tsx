import { IconFileImport, IconUpload } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { api } from "../../api/client.ts"
import { Loading, Sheet } from "../../look/dialogs/sheet.tsx"
import { Empty } from "../../look/empty.tsx"
import { AnchorLink, ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page.tsx"
import { Pager, usePages } from "../../look/pages.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { StateBadge } from "./state-badge.tsx"

/** Every file of contacts that came in, the newest first. */
export function ImportsPage() {
  return (
    <Page
      wide
      title="Imports"
      intro="Files of contacts, and what became of them."
      up={{ to: "/contacts", label: "Contacts" }}
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
  const pages = usePages()
  const imports = api.useQuery(
    "get",
    "/v1/imports",
    { params: { query: pages.after === undefined ? {} : { after: pages.after } } },
    { placeholderData: keepPreviousData },
  )
  if (imports.error) return <ProblemAlert failure={imports.error} retry={imports.refetch} />
  if (imports.data === undefined) return <Loading />
  if (imports.data.data.length === 0) {
    return (
      <Empty icon={IconFileImport} title="No imports yet">
        A CSV with a column phone is enough to begin with.
      </Empty>
    )
  }
  return (
    <>
      <Sheet
        label="Imports"
        rows={imports.data.data}
        keyOf={({ id }) => id}
        columns={[
          {
            heading: "File",
            kind: "title",
            cell: ({ id, file_name }) => (
              <AnchorLink to="/contacts/imports/$importId" params={{ importId: id }} inherit fw={550}>
                {file_name}
              </AnchorLink>
            ),
          },
          { heading: "State", cell: ({ state }) => <StateBadge state={state} /> },
          { heading: "Rows", kind: "number", cell: ({ rows_read }) => rows_read.toLocaleString("en") },
          {
            heading: "Created",
            kind: "number",
            cell: ({ rows_created }) => rows_created.toLocaleString("en"),
          },
          {
            heading: "Updated",
            kind: "number",
            cell: ({ rows_updated }) => rows_updated.toLocaleString("en"),
          },
          {
            heading: "Refused",
            kind: "number",
            cell: ({ rows_refused }) => rows_refused.toLocaleString("en"),
          },
          {
            heading: "Started",
            kind: "short",
            cell: ({ created_at }) => <Instant at={created_at} ago c="dimmed" />,
          },
        ]}
      />
      <Pager pages={pages} next={imports.data.next} />
    </>
  )
}
