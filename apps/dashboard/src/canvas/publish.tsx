import { Button, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { client } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"
import { answered, type Canvas, pathOfCanvas } from "./api.ts"
import { useRereadCanvases } from "./reread.ts"

type Published = Pick<Canvas, "id" | "name" | "state">

/** Has people enter it as it is now; of one that is published already, replaces that. */
export function PublishButton({
  canvas: { id, name, state },
  isDisabled = false,
}: {
  canvas: Published
  isDisabled?: boolean
}) {
  const [isAsking, asking] = useDisclosure()
  const reread = useRereadCanvases()
  const isReplaced = state !== "draft"
  const verb = isReplaced ? "Publish changes" : "Publish"
  return (
    <>
      <Button disabled={isDisabled} onClick={asking.open}>
        {verb}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`${verb}: ${name}?`}
          confirm={verb}
          isDangerous={false}
          onConfirm={async () => {
            await answered(client.POST("/v1/canvases/{id}/publish", pathOfCanvas(id)))
            sayDone(`${name} was published.`)
            await reread()
          }}
          onClose={asking.close}
        >
          <Text size="sm">
            {isReplaced
              ? "People who enter from now on take the canvas as it is now. Those who are inside go on as it was when they entered."
              : "From now on people enter it as its entry says, until you stop it."}
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

/** Stops it for everyone, or has it go on. */
export function StopOrStart({ canvas: { id, name, state } }: { canvas: Published }) {
  const [isAsking, asking] = useDisclosure()
  const reread = useRereadCanvases()
  if (state === "draft") return null
  const isActive = state === "active"
  const verb = isActive ? "Stop" : "Start again"
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        {verb}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`${verb}: ${name}?`}
          confirm={verb}
          cancel={isActive ? "Keep it" : "Cancel"}
          isDangerous={isActive}
          onConfirm={async () => {
            const asked = isActive
              ? client.POST("/v1/canvases/{id}/stop", pathOfCanvas(id))
              : client.POST("/v1/canvases/{id}/publish", pathOfCanvas(id))
            await answered(asked)
            sayDone(isActive ? `${name} was stopped.` : `${name} was started again.`)
            await reread()
          }}
          onClose={asking.close}
        >
          <Text size="sm">
            {isActive
              ? "Nobody enters any more, and nothing more is sent. You can start it again."
              : "From now on people enter it again, as it is now."}
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
