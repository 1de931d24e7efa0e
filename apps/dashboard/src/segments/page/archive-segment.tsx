import { Button, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { sayDone, sayFailed } from "../../look/toasts.ts"
import { AimedCampaigns } from "./aimed-campaigns.tsx"

/** Puts a segment away, or brings it back. */
export function ArchiveSegment({ segment: { id, name, archived_at } }: { segment: Shapes["Segment"] }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const isArchived = archived_at !== null
  const set = async (archived: boolean) => {
    const { error } = await client.PATCH("/v1/segments/{id}", {
      params: { path: { id } },
      body: { archived },
    })
    if (error) throw error
    sayDone(archived ? `${name} was archived.` : `${name} is in use again.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/segments"] })
    await queries.invalidateQueries({ queryKey: ["get", "/v1/segments/{id}"] })
  }
  const back = useAction(() => set(false), sayFailed)
  if (isArchived)
    return (
      <Button variant="default" loading={back.isBusy} onClick={() => void back.run()}>
        Unarchive
      </Button>
    )
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        Archive
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Archive ${name}?`}
          confirm="Archive"
          isDangerous={false}
          onConfirm={() => set(true)}
          onClose={asking.close}
        >
          <Text size="sm">
            It is no longer offered anywhere and is counted no more. Its conditions and its history stay, and
            you can bring it back. A segment that another one or a planned launch uses can't be archived.
          </Text>
          <AimedCampaigns segmentId={id}>They go to its members all the same.</AimedCampaigns>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
