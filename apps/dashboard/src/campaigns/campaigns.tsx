import { Badge, Button, Group } from "@mantine/core"
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react"
import { client, type Shapes } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { pathOf } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import type { ListFilter } from "../look/table/list-state.ts"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { CampaignMenu } from "./campaign-menu.tsx"
import { CampaignState, campaignStateInWords, campaignStates } from "./campaign-state.tsx"
import { NewCampaign } from "./new-campaign.tsx"

type Campaign = Shapes["CampaignEntry"]

/** Every campaign, and where one begins. */
export function CampaignsPage() {
  const may = useMay()
  const numbers = useNumbers()
  const [isCreating, creating] = useAddressDialog("campaign")
  const create = (
    <Allowed to="campaigns:write">
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
        New campaign
      </Button>
    </Allowed>
  )
  return (
    <Page
      wide
      title="Campaigns"
      intro="A message, or variants of it, to many people. Write it, choose who gets it, and launch it."
      action={create}
    >
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        <DataTable
          label="Campaigns"
          path="/v1/campaigns"
          columns={columnsWith(numbers ?? [], may("campaigns:write"))}
          filters={filters}
          usual={{ sort: "created", order: "desc" }}
          read={({ archived, ...query }) =>
            client.GET("/v1/campaigns", {
              params: { query: { ...query, ...(archived === "true" ? { archived } : {}) } },
            })
          }
          searchFor="Search names and tags"
          linkOf={({ id }) => pathOf("/campaigns/$campaignId", id)}
          empty={
            <EmptyState
              icon={IconSpeakerphone}
              title="No campaigns yet"
              action={
                <Allowed to="campaigns:write">
                  <Button onClick={creating.open}>Create a campaign</Button>
                </Allowed>
              }
            >
              Send a template to everyone who subscribed, or to some of them, and see who got it, read it and
              answered.
            </EmptyState>
          }
        />
      </Allowed>
      {isCreating ? (
        <Allowed to="campaigns:write">
          <NewCampaign onClose={creating.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

const filters: readonly ListFilter<"state" | "archived" | "tag" | "folder">[] = [
  { name: "state", label: "State", kind: "choice", choices: campaignStates },
  { name: "tag", label: "Tag", kind: "text" },
  { name: "folder", label: "Folder", kind: "text" },
  { name: "archived", label: "Archived", kind: "choice", choices: [{ value: "true", label: "Yes" }] },
]

function columnsWith(
  numbers: readonly Shapes["Number"][],
  mayWrite: boolean,
): readonly Column<Campaign, "created" | "name" | "updated">[] {
  const numberOf = ({ number_id }: Campaign) => {
    const number = numbers.find(({ id }) => id === number_id)
    return number === undefined ? null : `${number.verified_name} · ${number.display_phone_number}`
  }
  return [
    {
      heading: "Name",
      kind: "title",
      sort: "name",
      cell: ({ name }) => <bdi>{name}</bdi>,
      text: ({ name }) => name,
    },
    {
      heading: "State",
      cell: (campaign) => (
        <Group gap={4} wrap="nowrap">
          <CampaignState campaign={campaign} />
          {campaign.archived_at === null ? null : <Badge color="gray">Archived</Badge>}
        </Group>
      ),
      text: campaignStateInWords,
    },
    { heading: "Number", kind: "text", cell: numberOf },
    {
      heading: "Last launch",
      kind: "short",
      cell: ({ last_launch_at }) => last_launch_at && <Instant at={last_launch_at} c="dimmed" />,
      text: ({ last_launch_at }) => last_launch_at,
    },
    { heading: "Tags", kind: "text", cell: ({ tags }) => (tags.length === 0 ? null : tags.join(", ")) },
    { heading: "Folder", kind: "text", isExtra: true, cell: ({ folder }) => folder },
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
    ...(mayWrite
      ? [
          {
            heading: "Actions",
            kind: "actions" as const,
            cell: (campaign: Campaign) => <CampaignMenu campaign={campaign} size="md" />,
          },
        ]
      : []),
  ]
}
