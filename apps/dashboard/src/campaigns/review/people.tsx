import { IconUsers } from "@tabler/icons-react"
import { getRouteApi } from "@tanstack/react-router"
import { api, client, type Shapes } from "../../api/client.ts"
import { languages } from "../../look/form/languages.ts"
import { pathOf } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { ExportLink } from "../../look/table/export-link.tsx"
import type { ListFilter } from "../../look/table/list-state.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useWorkspace } from "../../session/me.ts"
import { languageName } from "../../templates/language-name.ts"

type Person = Shapes["PreflightPerson"]

const route = getRouteApi("/framed/campaigns/$campaignId/preflight")
const path = "/v1/campaigns/{id}/preflight/people"

const groups = {
  people: "Get a message",
  control: "Control group",
  suppressed: "Get nothing",
} as const
const isGroup = (group: string | undefined): group is keyof typeof groups =>
  group !== undefined && Object.hasOwn(groups, group)

/** The people behind the numbers of a preflight. */
export function PreflightPeoplePage() {
  const { campaignId: id } = route.useParams()
  const campaign = api.useQuery("get", "/v1/campaigns/{id}", { params: { path: { id } } })
  return (
    <Page
      wide
      title="People"
      intro="Who would get the campaign now, and why others would not."
      up={[
        { to: "/campaigns", label: "Campaigns" },
        { to: "/campaigns/$campaignId", id, label: campaign.data?.name ?? "Campaign" },
      ]}
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <PeopleList campaignId={id} />
      </Allowed>
    </Page>
  )
}

function PeopleList({ campaignId: id }: { campaignId: string }) {
  const { id: workspace } = useWorkspace()
  const preflight = api.useQuery("get", "/v1/campaigns/{id}/preflight", { params: { path: { id } } })
  const reasons = preflight.data?.reach?.suppressed ?? []
  const filters: readonly ListFilter<"group" | "reason" | "language">[] = [
    {
      name: "group",
      label: "Which",
      kind: "choice",
      choices: Object.entries(groups).map(([value, label]) => ({ value, label })),
    },
    {
      name: "reason",
      label: "Reason",
      kind: "choice",
      choices: reasons.map(({ code, title }) => ({ value: code, label: title })),
    },
    {
      name: "language",
      label: "Language",
      kind: "choice",
      isLong: true,
      choices: [{ value: "unknown", label: "Not known" }, ...languages()],
    },
  ]
  const asked = ({
    group,
    reason,
    language,
  }: {
    [Name in "group" | "reason" | "language"]?: string | undefined
  }) => ({
    // A reason is one of those who get nothing.
    group: isGroup(group) ? group : reason === undefined ? ("people" as const) : ("suppressed" as const),
    ...(reason === undefined ? {} : { reason }),
    ...(language === undefined ? {} : { language }),
  })
  return (
    <DataTable
      label="People"
      name="preflight-people"
      path={path}
      of={{ id }}
      columns={columns}
      filters={filters}
      usual={{ sort: "created", order: "asc" }}
      read={({ group, reason, language, ...query }) =>
        client.GET(path, {
          params: { path: { id }, query: { ...query, ...asked({ group, reason, language }) } },
        })
      }
      linkOf={({ id: contactId }) => pathOf("/contacts/$contactId", contactId)}
      exportLink={(query) => (
        <ExportLink
          href={`/v1/campaigns/${id}/preflight/people/file`}
          query={{ workspace, ...asked(query) }}
        />
      )}
      empty={
        <EmptyState icon={IconUsers} title="Nobody">
          Nobody of the audience is among these now.
        </EmptyState>
      }
    />
  )
}

const nameOf = ({ first_name, last_name, phone, external_id }: Person) =>
  [first_name, last_name].filter(Boolean).join(" ") || phone || external_id || "No name"

const columns: readonly Column<Person, "created">[] = [
  { heading: "Contact", kind: "title", cell: (row) => <bdi>{nameOf(row)}</bdi>, text: nameOf },
  { heading: "Phone", kind: "short", cell: ({ phone }) => phone, text: ({ phone }) => phone },
  {
    heading: "Language",
    cell: ({ language }) => language && languageName(language),
    text: ({ language }) => language,
  },
  {
    heading: "Reason",
    kind: "long",
    cell: ({ reason_title }) => reason_title,
    text: ({ reason_title }) => reason_title,
  },
]
