import { IconRocket } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { ButtonLink, pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { LaunchState, launchStateInWords } from "./launch-state.tsx"

/** What was sent to many, the newest first. */
export function LaunchesPage() {
  return (
    <Page wide title="Launches" intro="Each time a campaign went out, and what became of it.">
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        <DataTable
          label="Launches"
          path="/v1/launches"
          columns={columns}
          usual={{ sort: "created", order: "desc" }}
          read={(query) => client.GET("/v1/launches", { params: { query } })}
          linkOf={({ id }) => pathOf("/launches/$launchId", id)}
          empty={
            <EmptyState
              icon={IconRocket}
              title="No launches yet"
              action={<ButtonLink to="/campaigns">Open campaigns</ButtonLink>}
            >
              Write a campaign, launch it, and see here what became of it.
            </EmptyState>
          }
        />
      </Allowed>
    </Page>
  )
}

const columns: readonly Column<Shapes["LaunchEntry"], "created" | "scheduled" | "campaign">[] = [
  {
    heading: "Campaign",
    kind: "title",
    sort: "campaign",
    cell: ({ campaign }) => <bdi>{campaign.name}</bdi>,
    text: ({ campaign }) => campaign.name,
  },
  {
    heading: "Status",
    cell: ({ state }) => <LaunchState state={state} />,
    text: ({ state }) => launchStateInWords(state),
  },
  {
    heading: "Goes out",
    kind: "short",
    sort: "scheduled",
    cell: ({ scheduled_at }) => <Instant at={scheduled_at} c="dimmed" />,
    text: ({ scheduled_at }) => scheduled_at,
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
