import { Badge, Button, Table, Text, Tooltip } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { modals } from "@mantine/modals"
import { IconKey, IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { Empty } from "../look/empty.tsx"
import { Instant } from "../look/instant.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone, sayFailed } from "../look/said.ts"
import { Loading, Sheet } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { NewApiKey } from "./new-api-key.tsx"

/** The keys with which other systems use the API. */
export function ApiKeysPage() {
  const [isCreating, creating] = useDisclosure(false)
  return (
    <Page
      wide
      title="API keys"
      intro="With a key another system uses the API in this workspace, as far as the key's permissions go."
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
      <NewApiKey isOpen={isCreating} onClose={creating.close} />
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
        Create a key for each system that talks to Parley, with no more permissions than it needs.
      </Empty>
    )
  }
  return (
    <>
      <Sheet label="API keys" columns={["Key", "Permissions", "Created", "Last used", "(Actions)"]}>
        {keys.data.data.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </Sheet>
      <Pager pages={pages} next={keys.data.next} />
    </>
  )
}

function KeyRow({ apiKey }: { apiKey: Shapes["ApiKey"] }) {
  const queries = useQueryClient()
  const { id, name, hint, permissions, created_at, last_used_at, revoked_at } = apiKey
  const revoke = async () => {
    const { error } = await client.DELETE("/v1/api-keys/{id}", { params: { path: { id } } })
    if (error) return sayFailed(error)
    sayDone(`${name} was revoked.`)
    await queries.invalidateQueries({ queryKey: ["get", "/v1/api-keys"] })
  }
  const askToRevoke = () =>
    modals.openConfirmModal({
      title: `Revoke ${name}?`,
      children: <Text size="sm">Whatever uses this key is refused at once. This cannot be undone.</Text>,
      labels: { confirm: "Revoke", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => void revoke(),
    })
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550} {...(revoked_at === null ? {} : { td: "line-through" })}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {hint}…
        </Text>
      </Table.Td>
      <Table.Td>
        <Tooltip label={permissions.join(", ")} multiline maw={320}>
          <Text size="sm" span>
            {permissions.length === 1 ? permissions[0] : `${permissions.length} permissions`}
          </Text>
        </Tooltip>
      </Table.Td>
      <Table.Td>
        <Instant at={created_at} size="sm" c="dimmed" />
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed">
          {last_used_at === null ? "Never" : <Instant at={last_used_at} ago />}
        </Text>
      </Table.Td>
      <Table.Td>
        {revoked_at === null ? (
          <Button size="compact-sm" variant="subtle" color="red" onClick={askToRevoke}>
            Revoke
          </Button>
        ) : (
          <Badge variant="light" color="gray" miw="max-content">
            Revoked
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
