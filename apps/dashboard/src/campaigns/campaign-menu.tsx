import { Menu, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconArchiveOff, IconCopy } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"

/** What else may be done with a campaign: copy it, put it away, bring it back. */
export function CampaignMenu({
  campaign: { id, name, archived_at },
  size = "lg",
}: {
  campaign: Pick<Shapes["Campaign"], "id" | "name" | "archived_at">
  size?: "md" | "lg"
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, asking] = useDisclosure(false)
  const read = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/campaigns"),
    })
  const duplicate = useAction(async () => {
    const { data, error } = await client.POST("/v1/campaigns/{id}/duplicate", { params: { path: { id } } })
    if (error) throw error
    await read()
    await navigate({ to: "/campaigns/$campaignId", params: { campaignId: data.id } })
    sayDone(`${data.name} was created.`)
  }, sayFailed)
  const archive = async (archived: boolean) => {
    const { error } = await client.PATCH("/v1/campaigns/{id}", {
      params: { path: { id } },
      body: { archived },
    })
    if (error) throw error
    sayDone(archived ? `${name} was archived.` : `${name} is in use again.`)
    await read()
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
          <Text size="sm">
            It is no longer listed and can't be launched. Its launches and their results stay, and you can
            bring it back.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
