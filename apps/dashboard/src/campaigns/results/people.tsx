import { Button } from "@mantine/core"
import { IconUsers, IconUsersGroup } from "@tabler/icons-react"
import { getRouteApi, useLocation, useNavigate } from "@tanstack/react-router"
import { api, client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import type { ListFilter } from "../../look/table/list-state.ts"
import { Instant } from "../../look/time/instant.tsx"
import { sayDone, sayFailed } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { conditionOf, isPeopleState, type PeopleState, peopleStates } from "./people-words.ts"

type Person = Shapes["CampaignPerson"]

const route = getRouteApi("/framed/campaigns/$campaignId/people")
const path = "/v1/campaigns/{id}/people"
const usualState: PeopleState = "accepted"

/** The people behind a figure of a campaign: what became of their message, to look at, to export, or to make a segment of. */
export function CampaignPeoplePage() {
  const { campaignId } = route.useParams()
  const campaign = api.useQuery("get", "/v1/campaigns/{id}", { params: { path: { id: campaignId } } })
  const address: Readonly<Record<string, unknown>> = useLocation().search
  const textOf = (name: string) => (typeof address[name] === "string" ? address[name] : undefined)
  const asked = textOf("state")
  const state = isPeopleState(asked) ? asked : usualState
  const launchId = textOf("launch_id")
  const reason = textOf("reason")
  const up = [
    { to: "/campaigns", label: "Campaigns" },
    { to: "/campaigns/$campaignId", id: campaignId, label: campaign.data?.name ?? "Campaign" },
  ] as const
  if (campaign.data === undefined) {
    return (
      <Page title="People" up={up}>
        {campaign.error ? <ProblemAlert failure={campaign.error} retry={campaign.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { name } = campaign.data
  const condition = conditionOf(state, { campaignId, launchId, reason })
  return (
    <Page
      wide
      title={`People of ${name}`}
      up={up}
      intro={`${peopleStates[state]}${launchId === undefined ? "" : ", of one launch"}`}
      action={
        condition === undefined ? null : (
          <Allowed to="segments:write">
            <MakeSegment name={`${name}: ${peopleStates[state].toLowerCase()}`} condition={condition} />
          </Allowed>
        )
      }
    >
      <Allowed to="contacts:read" instead={<NotAllowed permission="contacts:read" />}>
        <DataTable
          label="People"
          name="people-of-campaign"
          path={path}
          of={{ id: campaignId }}
          columns={columns}
          filters={filtersOf(campaign.data)}
          read={({ limit, after, state: wanted, variant, ...query }) =>
            client.GET(path, {
              params: {
                path: { id: campaignId },
                query: {
                  limit,
                  ...(after === undefined ? {} : { after }),
                  ...given(query),
                  ...(variant === undefined ? {} : { variant: Number(variant) }),
                  state: isPeopleState(wanted) ? wanted : usualState,
                },
              },
            })
          }
          linkOf={({ contact_id }) => pathOf("/contacts/$contactId", contact_id)}
          empty={
            <EmptyState icon={IconUsers} title="Nobody">
              No one is in this state. Choose another one above.
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

type Name = "state" | "reason" | "variant" | "launch_id"

const given = ({ reason, launch_id }: { reason?: string; launch_id?: string }) => ({
  ...(reason === undefined ? {} : { reason }),
  ...(launch_id === undefined ? {} : { launch_id }),
})

const filtersOf = ({ variants }: Shapes["Campaign"]): readonly ListFilter<Name>[] => [
  {
    name: "state",
    label: "State",
    kind: "choice",
    choices: Object.entries(peopleStates).map(([value, label]) => ({ value, label })),
  },
  { name: "reason", label: "Reason", kind: "text", placeholder: "131026 or unsubscribed" },
  ...(variants.length < 2
    ? []
    : [
        {
          name: "variant" as const,
          label: "Variant",
          kind: "choice" as const,
          choices: variants.map(({ name }, place) => ({ value: String(place), label: name })),
        },
      ]),
  { name: "launch_id", label: "Launch", kind: "text", placeholder: "Its id" },
]

const nameOf = ({ name, phone, external_id }: Person) => name ?? phone ?? external_id ?? "No name"

const columns: readonly Column<Person>[] = [
  { heading: "Contact", kind: "title", cell: (row) => <bdi>{nameOf(row)}</bdi>, text: nameOf },
  { heading: "Phone", kind: "short", cell: ({ phone }) => phone, text: ({ phone }) => phone },
  {
    heading: "When",
    kind: "short",
    cell: ({ at }) => at && <Instant at={at} c="dimmed" />,
    text: ({ at }) => at,
  },
  {
    heading: "Reason",
    kind: "long",
    cell: ({ reason }) => reason?.title,
    text: ({ reason }) => reason && `${reason.code} ${reason.title}`,
  },
  {
    heading: "Detail",
    kind: "text",
    isExtra: true,
    cell: ({ reason }) => reason?.detail,
    text: ({ reason }) => reason?.detail,
  },
  {
    heading: "External id",
    kind: "text",
    isExtra: true,
    cell: ({ external_id }) => external_id,
    text: ({ external_id }) => external_id,
  },
]

function MakeSegment({
  name,
  condition,
}: {
  name: string
  condition: NonNullable<ReturnType<typeof conditionOf>>
}) {
  const navigate = useNavigate()
  const make = useAction(async () => {
    const { data, error } = await client.POST("/v1/segments", {
      body: { name: name.slice(0, 200), filter: { all: [condition] } },
    })
    if (error) throw error
    sayDone(`${data.name} was created.`)
    await navigate({ to: "/segments/$segmentId", params: { segmentId: data.id } })
  }, sayFailed)
  return (
    <Button
      variant="default"
      leftSection={<IconUsersGroup size={16} aria-hidden />}
      loading={make.isBusy}
      onClick={() => void make.run()}
    >
      Make a segment
    </Button>
  )
}
