import { Badge } from "@mantine/core"
import { IconReport } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { sourceInWords } from "../look/consent-source.ts"
import { pathOf } from "../look/links.tsx"
import { Section } from "../look/page/section.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { ExportLink } from "../look/table/export-link.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"

type Reported = Shapes["ReportedConsent"]

const states: Record<Reported["state"], { label: string; color: string }> = {
  subscribed: { label: "Subscribed", color: "teal" },
  unsubscribed: { label: "Unsubscribed", color: "gray" },
  unknown: { label: "Unknown", color: "gray" },
}
const isState = (state: string | undefined): state is Reported["state"] =>
  state !== undefined && Object.hasOwn(states, state)

const filters: readonly ListFilter<"state">[] = [
  {
    name: "state",
    label: "Status",
    kind: "choice",
    choices: Object.entries(states).map(([value, { label }]) => ({ value, label })),
  },
]

const path = "/v1/subscription-groups/{id}/report"

/** Everyone with what proves their consent; the export of the table is the file for an auditor. */
export function ConsentReport({ groupId }: { groupId: string }) {
  const { id: workspace } = useWorkspace()
  return (
    <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
      <Section
        title="Consent report"
        intro="Who can get marketing from this group's number, and what proves it. Export it as a file for your records."
      >
        <DataTable
          label="Consent report"
          name="consent-report"
          path={path}
          of={{ id: groupId }}
          isSecond
          columns={columns}
          filters={filters}
          usual={{ sort: "created", order: "asc" }}
          read={({ state, ...query }) =>
            client.GET(path, {
              params: { path: { id: groupId }, query: { ...query, ...(isState(state) ? { state } : {}) } },
            })
          }
          linkOf={({ id }) => pathOf("/contacts/$contactId", id)}
          exportLink={(query) => (
            <ExportLink
              href={`/v1/subscription-groups/${groupId}/report/file`}
              query={{ workspace, state: query.state }}
            />
          )}
          empty={
            <EmptyState icon={IconReport} title="No contacts yet">
              Everyone you have as a contact is listed here.
            </EmptyState>
          }
        />
      </Section>
    </Allowed>
  )
}

const nameOf = ({ first_name, last_name, phone, external_id }: Reported) =>
  [first_name, last_name].filter(Boolean).join(" ") || phone || external_id || "No name"

const columns: readonly Column<Reported, "created">[] = [
  { heading: "Contact", kind: "title", cell: (row) => <bdi>{nameOf(row)}</bdi>, text: nameOf },
  { heading: "Phone", kind: "short", isExtra: true, cell: ({ phone }) => phone, text: ({ phone }) => phone },
  {
    heading: "Status",
    cell: ({ state }) => <Badge color={states[state].color}>{states[state].label}</Badge>,
    text: ({ state }) => states[state].label,
  },
  {
    heading: "Source",
    kind: "text",
    cell: ({ source }) => source && sourceInWords(source),
    text: ({ source }) => source && sourceInWords(source),
  },
  { heading: "Evidence", kind: "text", cell: ({ evidence }) => evidence, text: ({ evidence }) => evidence },
  {
    heading: "Consent date",
    kind: "short",
    cell: ({ given_at }) => given_at && <Instant at={given_at} c="dimmed" />,
    text: ({ given_at }) => given_at,
  },
]
