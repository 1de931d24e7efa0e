import { List, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { languageName } from "./language-name.ts"

/** Asks before a template is deleted, and shows what uses it. */
export function DeleteTemplate({ template, onClose }: { template: Shapes["Template"]; onClose: () => void }) {
  // The page has asked before; before something is deleted for good it asks again.
  const uses = api.useQuery(
    "get",
    "/v1/templates/{id}/uses",
    { params: { path: { id: template.id } } },
    { refetchOnMount: "always" },
  )
  const queries = useQueryClient()
  const remove = async () => {
    const { error } = await client.DELETE("/v1/templates/{id}", { params: { path: { id: template.id } } })
    if (error) throw error
    void queries.invalidateQueries()
    sayDone(`${template.name} was deleted in ${languageName(template.language)}.`)
  }
  const isNeeded = uses.data !== undefined && (uses.data.pending_launches > 0 || uses.data.messages_waiting)
  return (
    <ConfirmDialog
      title={`Delete ${template.name} in ${languageName(template.language)}?`}
      confirm="Delete"
      cancel="Keep it"
      isDisabled={uses.data === undefined || uses.isFetching || isNeeded}
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">
        This also deletes it at Meta. An approved name can't be reused for 30 days. Sent messages aren't
        affected.
      </Text>
      {uses.isPending ? <Loading /> : null}
      {uses.data ? <Uses uses={uses.data} /> : null}
      <ProblemAlert failure={uses.error} />
    </ConfirmDialog>
  )
}

function Uses({ uses }: { uses: Shapes["TemplateUses"] }) {
  const { campaigns, canvases, pending_launches, messages_waiting } = uses
  if (campaigns.length + canvases.length === 0 && !messages_waiting)
    return <Text size="sm">No campaign, canvas or message uses it.</Text>
  return (
    <Stack gap={4}>
      {campaigns.length === 0 ? null : (
        <>
          <Text size="sm">These campaigns use it and will need another template:</Text>
          <List size="sm">
            {campaigns.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
        </>
      )}
      {canvases.length === 0 ? null : (
        <>
          <Text size="sm">These canvases have a step that sends it:</Text>
          <List size="sm">
            {canvases.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
        </>
      )}
      {pending_launches === 0 ? null : (
        <Text size="sm" fw={550}>
          {pending_launches === 1
            ? "1 of their launches hasn't been sent yet. Cancel it first, or wait."
            : `${pending_launches} of their launches haven't been sent yet. Cancel them first, or wait.`}
        </Text>
      )}
      {messages_waiting ? (
        <Text size="sm" fw={550}>
          Messages that use it are waiting to be sent.
        </Text>
      ) : null}
    </Stack>
  )
}
