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
import { useWorkspace } from "../session/me.ts"

type Person = Shapes["LaunchedConsent"]

const fates: Record<Person["fate"], { label: string; color: string }> = {
  sent: { label: "Sent", color: "teal" },
  suppressed: { label: "Not sent", color: "gray" },
  waiting: { label: "Waiting", color: "blue" },
}
const isFate = (fate: string | undefined): fate is Person["fate"] =>
  fate !== undefined && Object.hasOwn(fates, fate)

const states: Record<Person["state"], string> = {
  subscribed: "Subscribed",
  unsubscribed: "Unsubscribed",
  unknown: "Unknown",
}

const filters: readonly ListFilter<"fate">[] = [
  {
    name: "fate",
    label: "Outcome",
    kind: "choice",
    choices: Object.entries(fates).map(([value, { label }]) => ({ value, label })),
  },
]

const path = "/v1/launches/{id}/consent-report"

/** Everyone in the audience: who got nothing and why, and what proves the consent of all others. */
export function ConsentOfLaunch({ launchId }: { launchId: string }) {
  const { id: workspace } = useWorkspace()
  return (
    <Section
      title="Consent report"
      intro="Who was left out and why, and what proves the consent of everyone else when it was decided. Export it as a CSV file for your records."
    >
      <DataTable
        label="Consent report"
        name="launch-consent-report"
        path={path}
        of={{ id: launchId }}
        isSecond
        columns={columns}
        filters={filters}
        usual={{ sort: "created", order: "asc" }}
        read={({ fate, ...query }) =>
          client.GET(path, {
            params: { path: { id: launchId }, query: { ...query, ...(isFate(fate) ? { fate } : {}) } },
          })
        }
        linkOf={({ id }) => pathOf("/contacts/$contactId", id)}
        exportLink={(query) => (
          <ExportLink
            href={`/v1/launches/${launchId}/consent-report/file`}
            query={{ workspace, fate: query.fate }}
          />
        )}
        empty={
          <EmptyState icon={IconReport} title="Nobody yet">
            People are listed here as the launch goes through its audience.
          </EmptyState>
        }
      />
    </Section>
  )
}

const nameOf = ({ first_name, last_name, phone, external_id }: Person) =>
  [first_name, last_name].filter(Boolean).join(" ") || phone || external_id || "No name"

const columns: readonly Column<Person, "created">[] = [
  { heading: "Contact", kind: "title", cell: (row) => <bdi>{nameOf(row)}</bdi>, text: nameOf },
  { heading: "Phone", kind: "short", isExtra: true, cell: ({ phone }) => phone, text: ({ phone }) => phone },
  {
    heading: "Outcome",
    cell: ({ fate }) => <Badge color={fates[fate].color}>{fates[fate].label}</Badge>,
    text: ({ fate }) => fates[fate].label,
  },
  {
    heading: "Reason",
    kind: "long",
    cell: ({ reason_title }) => reason_title,
    text: ({ reason_title }) => reason_title,
  },
  {
    heading: "Consent then",
    cell: ({ state }) => states[state],
    text: ({ state }) => states[state],
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
    isExtra: true,
    cell: ({ given_at }) => given_at && <Instant at={given_at} c="dimmed" />,
    text: ({ given_at }) => given_at,
  },
  {
    heading: "Decided",
    kind: "short",
    isExtra: true,
    cell: ({ decided_at }) => decided_at && <Instant at={decided_at} c="dimmed" />,
    text: ({ decided_at }) => decided_at,
  },
]
