import { getRouteApi } from "@tanstack/react-router"
import { api } from "../../api/client.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { CampaignState } from "../campaign-state.tsx"
import { Composer } from "../compose/composer.tsx"

const route = getRouteApi("/framed/campaigns/$campaignId/edit")
const list = { to: "/campaigns", label: "Campaigns" } as const

/** A campaign that was launched, changed for its next launch. */
export function EditCampaignPage() {
  const { campaignId: id } = route.useParams()
  const campaign = api.useQuery("get", "/v1/campaigns/{id}", { params: { path: { id } } })
  const { data } = campaign
  if (data === undefined) {
    return (
      <Page title="Edit campaign" up={list}>
        {campaign.error ? <ProblemAlert failure={campaign.error} retry={campaign.refetch} /> : <Loading />}
      </Page>
    )
  }
  return (
    <Page
      wide
      title={`Edit ${data.name}`}
      up={[list, { to: "/campaigns/$campaignId", id, label: data.name }]}
      intro={
        data.state === "draft"
          ? undefined
          : data.started_at !== null && data.delivery.kind !== "recurring"
            ? "It goes on as it was when it was started, until you have it sent as it is now."
            : "Changes are for the next launch. What was launched keeps what it says."
      }
      state={<CampaignState campaign={data} />}
    >
      <Allowed to="campaigns:write" instead={<NotAllowed permission="campaigns:write" />}>
        <Composer key={data.id} campaign={data} />
      </Allowed>
    </Page>
  )
}
