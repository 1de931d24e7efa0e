import { Button } from "@mantine/core"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { useDayZone } from "../../session/day-zone.ts"
import { useMay } from "../../session/me.ts"
import { LaunchDialog } from "../compose/launch-dialog.tsx"
import { atOnce, instantOf, WhenChoice } from "../compose/when-section.tsx"

/** Launches a campaign once more, as it is now; and the way to change it before. */
export function LaunchAgain({ campaign }: { campaign: Shapes["Campaign"] }) {
  const may = useMay()
  const now = useServerNow()
  const zone = useDayZone()
  const [isOpen, { open, close }] = useAddressDialog("launch")
  const [when, setWhen] = useState(atOnce)
  const mayLaunch = may("campaigns:launch")
  const preview = api.useQuery(
    "get",
    "/v1/campaigns/{id}/launches/preview",
    { params: { path: { id: campaign.id } } },
    { enabled: mayLaunch, retry: false },
  )
  const at = instantOf(when, zone)
  return (
    <>
      {may("campaigns:write") ? (
        <ButtonLink to={pathOf("/campaigns/$campaignId/edit", campaign.id)} variant="default">
          Edit
        </ButtonLink>
      ) : null}
      {mayLaunch ? (
        <Button disabled={preview.data === undefined} onClick={open}>
          Launch again
        </Button>
      ) : null}
      {isOpen && mayLaunch && preview.data !== undefined ? (
        <LaunchDialog
          campaign={campaign}
          preview={preview.data}
          at={at === null || (at !== undefined && at < now) ? null : at}
          onClose={close}
        >
          <WhenChoice when={when} onChange={setWhen} />
        </LaunchDialog>
      ) : null}
    </>
  )
}
