import { IconListDetails } from "@tabler/icons-react"
import { client } from "../api/client.ts"
import { Page } from "../look/page/page.tsx"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { ExportLink } from "../look/table/export-link.tsx"
import { useNotation } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { auditDictionary } from "./audit-dictionary.ts"
import { asQuery, auditFilters } from "./audit-filters.ts"
import { recordColumns } from "./audit-record.tsx"

/** Who changed what, when, from what to what. */
export function AuditPage() {
  return (
    <Page wide title="Audit log" intro="Who changed what in this workspace, and when.">
      <Allowed to="audit:read" instead={<NotAllowed permission="audit:read" />}>
        <AuditLog />
      </Allowed>
    </Page>
  )
}

function AuditLog() {
  const notation = useNotation()
  const { id: workspace } = useWorkspace()
  return (
    <DataTable
      label="Audit log"
      path="/v1/audit"
      columns={recordColumns(notation, auditDictionary)}
      filters={auditFilters(auditDictionary.kinds)}
      read={({ limit, after, ...asked }) =>
        client.GET("/v1/audit", {
          params: {
            query: {
              limit,
              ...(after === undefined ? {} : { after }),
              ...asQuery(asked, notation.zone),
            },
          },
        })
      }
      searchFor="Start of a name"
      exportLink={(query) => (
        <ExportLink href="/v1/audit/export" query={{ workspace, ...asQuery(query, notation.zone) }} />
      )}
      empty={
        <EmptyState icon={IconListDetails} title="No changes yet">
          Changes appear here as soon as someone makes one.
        </EmptyState>
      }
    />
  )
}
