import { Table, Text } from "@mantine/core"
import { IconFileImport, IconUpload } from "@tabler/icons-react"
import { keepPreviousData } from "@tanstack/react-query"
import { api } from "../../api/client.ts"
import { Empty } from "../../look/empty.tsx"
import { Instant } from "../../look/instant.tsx"
import { AnchorLink, ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page.tsx"
import { Pager, usePages } from "../../look/pages.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Loading, Sheet } from "../../look/sheet.tsx"
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
      <Sheet label="Imports" columns={["File", "State", "Rows", "Created", "Updated", "Refused", "Begun"]}>
        {imports.data.data.map((each) => (
          <Table.Tr key={each.id}>
            <Table.Td>
              <AnchorLink to="/contacts/imports/$importId" params={{ importId: each.id }} size="sm" fw={550}>
                {each.file_name}
              </AnchorLink>
            </Table.Td>
            <Table.Td>
              <StateBadge state={each.state} />
            </Table.Td>
            <Table.Td>{each.rows_read.toLocaleString("en")}</Table.Td>
            <Table.Td>{each.rows_created.toLocaleString("en")}</Table.Td>
            <Table.Td>{each.rows_updated.toLocaleString("en")}</Table.Td>
            <Table.Td>{each.rows_refused.toLocaleString("en")}</Table.Td>
            <Table.Td>
              <Text size="sm" c="dimmed" miw="max-content">
                <Instant at={each.created_at} ago />
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Sheet>
      <Pager pages={pages} next={imports.data.next} />
    </>
  )
}
