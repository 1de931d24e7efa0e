import { Button } from "@mantine/core"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { useDayZone } from "../../session/day-zone.ts"
import { LaunchDialog } from "../compose/launch-dialog.tsx"
import { atOnce, instantOf, ownClockTime, WhenChoice } from "../compose/when/launch-time.tsx"

/** Launches a campaign once more, as it is now. */
export function LaunchAgain({ campaign }: { campaign: Shapes["Campaign"] }) {
  const now = useServerNow()
  const zone = useDayZone()
  const [isOpen, { open, close }] = useAddressDialog("launch")
  const [when, setWhen] = useState(atOnce)
  const preview = api.useQuery(
    "get",
    "/v1/campaigns/{id}/launches/preview",
    { params: { path: { id: campaign.id } } },
    { retry: false },
  )
  const at = instantOf(when, zone)
  const ownClock = ownClockTime(when)
  return (
    <>
      <Button disabled={preview.data === undefined} onClick={open}>
        Launch again
      </Button>
      {isOpen && preview.data !== undefined ? (
        <LaunchDialog
          campaign={campaign}
          preview={preview.data}
          at={at === null || (at !== undefined && at < now && ownClock === undefined) ? null : at}
          inLocalTime={ownClock}
          onClose={close}
        >
          <WhenChoice when={when} onChange={setWhen} />
        </LaunchDialog>
      ) : null}
    </>
  )
}
