import { Menu, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconArchiveOff, IconCopy } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { answered, type Canvas, pathOfCanvas } from "./api.ts"
import { useRereadCanvases } from "./reread.ts"

/** What else may be done with a canvas: copy it, put it away, bring it back. */
export function CanvasMenu({
  canvas: { id, name, archived_at },
  size = "lg",
}: {
  canvas: Pick<Canvas, "id" | "name" | "archived_at">
  size?: "md" | "lg"
}) {
  const navigate = useNavigate()
  const reread = useRereadCanvases()
  const [isAsking, asking] = useDisclosure(false)
  const duplicate = useAction(async () => {
    const made = await answered(client.POST("/v1/canvases/{id}/duplicate", pathOfCanvas(id)))
    await reread()
    await navigate({ to: "/canvases/$canvasId/edit", params: { canvasId: made.id } })
    sayDone(`${made.name} was created.`)
  }, sayFailed)
  const archive = async (archived: boolean) => {
    await answered(client.PATCH("/v1/canvases/{id}", { ...pathOfCanvas(id), body: { archived } }))
    sayDone(archived ? `${name} was archived.` : `${name} is in use again.`)
    await reread()
  }
  const unarchive = useAction(() => archive(false), sayFailed)
  return (
    <>
      <MoreMenu what={name} size={size}>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void duplicate.run()}>
          Duplicate
        </Menu.Item>
        {archived_at === null ? (
          <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={asking.open}>
            Archive…
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconArchiveOff size={16} aria-hidden />}
            onClick={() => void unarchive.run()}
          >
            Unarchive
          </Menu.Item>
        )}
      </MoreMenu>
      {isAsking ? (
        <ConfirmDialog
          title={`Archive ${name}?`}
          confirm="Archive"
          isDangerous={false}
          onConfirm={() => archive(true)}
          onClose={asking.close}
        >
          <Text size="sm">It is no longer listed, and nobody enters it. You can bring it back.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
