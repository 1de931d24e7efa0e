import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { api, type Shapes } from "../../api/client.ts"
import { BulkConsent } from "../../contacts/list/bulk-consent.tsx"
import { Allowed } from "../../session/allowed.tsx"

/** Subscribes or unsubscribes everyone in a segment, with what proves it. */
export function SegmentConsent({
  segment: { id, name },
}: {
  segment: Pick<Shapes["Segment"], "id" | "name">
}) {
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <Allowed to="subscriptions:write">
      <Button variant="default" onClick={dialog.open}>
        Record consent
      </Button>
      {isOpen ? <Dialog id={id} name={name} onClose={dialog.close} /> : null}
    </Allowed>
  )
}

function Dialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 200 } } })
  if (groups.data === undefined) return null
  return (
    <BulkConsent
      which={{ segment_id: id }}
      what={`everyone in ${name}`}
      groups={groups.data.data.filter(({ archived_at }) => archived_at === null)}
      onClose={onClose}
      onDone={() => undefined}
    />
  )
}
