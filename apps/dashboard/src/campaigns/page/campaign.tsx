import { Alert, Badge, Group } from "@mantine/core"
import { getRouteApi } from "@tanstack/react-router"
import { api } from "../../api/client.ts"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { CampaignMenu } from "../campaign-menu.tsx"
import { CampaignState } from "../campaign-state.tsx"
import { Composer } from "../compose/composer.tsx"
import { StartButton, StopButton } from "../start-stop.tsx"
import { LaunchAgain } from "./launch-again.tsx"
import { Launched } from "./launched.tsx"
import { ShownCampaign } from "./shown-campaign.tsx"
import { WhenItSends } from "./when-it-sends.tsx"

const route = getRouteApi("/framed/campaigns/$campaignId")
const up = { to: "/campaigns", label: "Campaigns" } as const

/** One campaign: written until it is launched, and then what became of it. */
export function CampaignPage() {
  const { campaignId: id } = route.useParams()
  const may = useMay()
  const campaign = api.useQuery("get", "/v1/campaigns/{id}", { params: { path: { id } } })
  if (!may("campaigns:read") || campaign.data === undefined) {
    return (
      <Page title="Campaign" up={up}>
        <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
          {campaign.error ? <ProblemAlert failure={campaign.error} retry={campaign.refetch} /> : <Loading />}
        </Allowed>
      </Page>
    )
  }
  const { data } = campaign
  const isArchived = data.archived_at !== null
  const isDraft = data.state === "draft"
  const isComposing = isDraft && !isArchived && may("campaigns:write")
  return (
    <Page
      wide
      title={data.name}
      up={up}
      state={
        <Group gap={4}>
          <CampaignState campaign={data} />
          {isArchived ? <Badge color="gray">Archived</Badge> : null}
        </Group>
      }
      action={
        <Group gap="xs">
          {isDraft || isArchived ? null : (
            <>
              <Allowed to="campaigns:write">
                <ButtonLink to={pathOf("/campaigns/$campaignId/edit", id)} variant="default">
                  Edit
                </ButtonLink>
              </Allowed>
              <Allowed to="campaigns:launch">
                {data.delivery.kind === "once" ? (
                  <LaunchAgain campaign={data} />
                ) : data.started_at !== null ? (
                  <StopButton campaign={data} kind={data.delivery.kind} />
                ) : (
                  <StartButton campaign={data} kind={data.delivery.kind} />
                )}
              </Allowed>
            </>
          )}
          <Allowed to="campaigns:write">
            <CampaignMenu campaign={data} />
          </Allowed>
        </Group>
      }
    >
      {isArchived ? (
        <Alert color="gray" variant="light" mb="md">
          It is archived: take it out of the archive to change or launch it.
        </Alert>
      ) : null}
      {isComposing ? null : <WhenItSends campaign={data} />}
      {!isDraft ? (
        <Launched campaign={data} />
      ) : isComposing ? (
        <Composer key={data.id} campaign={data} />
      ) : (
        <ShownCampaign campaign={data} />
      )}
    </Page>
  )
}
