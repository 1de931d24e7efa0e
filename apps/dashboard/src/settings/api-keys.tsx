import { Badge, Button, Text, Tooltip } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconKey, IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { type Column, Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { NewApiKey } from "./new-api-key.tsx"

/** The keys with which other systems use the API. */
export function ApiKeysPage() {
  const [isCreating, creating] = useDisclosure(false)
  return (
    <Page
      wide
      title="API keys"
      intro="Keys let other systems use the API in this workspace."
      action={
        <Allowed to="api_keys:manage">
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={creating.open}>
            Create a key
          </Button>
        </Allowed>
      }
    >
      <Allowed to="api_keys:manage" instead={<NotAllowed permission="api_keys:manage" />}>
        <KeyList />
      </Allowed>
      {isCreating ? <NewApiKey onClose={creating.close} /> : null}
    </Page>
  )
}

function KeyList() {
  const pages = usePages()
  const keys = api.useQuery("get", "/v1/api-keys", {
    params: { query: pages.after === undefined ? {} : { after: pages.after } },
  })
  if (keys.error) return <ProblemAlert failure={keys.error} retry={keys.refetch} />
  if (keys.data === undefined) return <Loading />
  if (keys.data.data.length === 0) {
    return (
      <Empty icon={IconKey} title="No keys yet">
        Create one key for each system, with only the permissions it needs.
      </Empty>
    )
  }
  return (
    <>
      <Sheet label="API keys" rows={keys.data.data} keyOf={({ id }) => id} columns={columns} />
      <Pager pages={pages} next={keys.data.next} />
    </>
  )
}

const columns: readonly Column<Shapes["ApiKey"]>[] = [
  {
    heading: "Key",
    kind: "title",
    cell: ({ name, hint, revoked_at }) => (
      <>
        <Text inherit fw={550} {...(revoked_at === null ? {} : { td: "line-through" })}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {hint}…
        </Text>
      </>
    ),
  },
  {
    heading: "Permissions",
    kind: "short",
    cell: ({ permissions }) => (
      <Tooltip
        label={permissions.join(", ")}
        multiline
        maw={320}
        events={{ hover: true, focus: true, touch: true }}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the tooltip says is for keyboards too */}
        <span tabIndex={0}>
          {permissions.length === 1 ? permissions[0] : `${permissions.length} permissions`}
        </span>
      </Tooltip>
    ),
  },
  {
    heading: "Created",
    kind: "short",
    cell: ({ created_at, created_by }) => (
      <>
        <Instant at={created_at} c="dimmed" />
        {created_by?.name && (
          <Text size="xs" c="dimmed">
            by {created_by.name}
          </Text>
        )}
      </>
    ),
  },
  {
    heading: "Last used",
    kind: "short",
    cell: ({ last_used_at }) =>
      last_used_at === null ? (
        <Text span inherit c="dimmed">
          Never
        </Text>
      ) : (
        <Instant at={last_used_at} ago c="dimmed" />
      ),
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (key) =>
      key.revoked_at === null ? <RevokeButton apiKey={key} /> : <Badge color="gray">Revoked</Badge>,
  },
]

function RevokeButton({ apiKey: { id, name } }: { apiKey: Shapes["ApiKey"] }) {
  const [isAsking, asking] = useDisclosure(false)
  const queries = useQueryClient()
  const revoke = async () => {
    const { error } = await client.DELETE("/v1/api-keys/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was revoked.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/api-keys"] })
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={asking.open}>
        Revoke
      </Button>
      {isAsking ? (
        <ConfirmDialog title={`Revoke ${name}?`} confirm="Revoke" onConfirm={revoke} onClose={asking.close}>
          <Text size="sm">Anything that uses this key stops working immediately. This can't be undone.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
