import { Button, Text, Tooltip } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconKey, IconPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { useAddressDialog } from "../../look/dialogs/address-dialog.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { pathOf } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import type { Column } from "../../look/table/column.ts"
import { DataTable } from "../../look/table/data-table.tsx"
import { EmptyState } from "../../look/table/empty-state.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { permissionInWords } from "../../session/role-words.ts"
import { KeyEnd } from "./expiry.tsx"
import { NewApiKey } from "./new-api-key.tsx"
import { RevokeButton } from "./revoke-button.tsx"

/** The keys with which other systems use the API. */
export function ApiKeysPage() {
  const [isCreating, creating] = useAddressDialog("key")
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
        <KeyList onCreate={creating.open} />
      </Allowed>
      {isCreating ? (
        <Allowed to="api_keys:manage">
          <NewApiKey onClose={creating.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

type ApiKey = Shapes["ApiKey"]

function KeyList({ onCreate }: { onCreate: () => void }) {
  return (
    <DataTable
      label="API keys"
      path="/v1/api-keys"
      columns={columns}
      usual={{ sort: "created", order: "asc" }}
      read={(query) => client.GET("/v1/api-keys", { params: { query } })}
      linkOf={({ id }) => pathOf("/settings/api-keys/$keyId", id)}
      bulk={(rows, clear) => <RevokeAll keys={rows} onDone={clear} />}
      empty={
        <EmptyState
          icon={IconKey}
          title="No keys yet"
          action={
            <Button variant="default" onClick={onCreate}>
              Create a key
            </Button>
          }
        >
          Create one key for each system, with only the permissions it needs.
        </EmptyState>
      }
    />
  )
}

const inWords = (permissions: ApiKey["permissions"]) => permissions.map(permissionInWords).join(", ")

/** The first key came with the installation, and what that created is no member's either. */
export function ownerInWords({ owner }: ApiKey): string {
  return owner === null ? "Installation" : (owner.name ?? "A former member")
}

const columns: readonly Column<ApiKey, "created" | "name" | "last_used" | "expires">[] = [
  {
    heading: "Key",
    kind: "title",
    sort: "name",
    cell: ({ name, revoked_at }) => (
      <Text span inherit fw={550} {...(revoked_at === null ? {} : { td: "line-through" })}>
        {name}
      </Text>
    ),
    text: ({ name }) => name,
  },
  {
    heading: "Starts with",
    kind: "short",
    cell: ({ hint }) => (
      <Text span inherit c="dimmed" ff="monospace">
        {hint}…
      </Text>
    ),
    text: ({ hint }) => hint,
  },
  {
    heading: "Permissions",
    kind: "short",
    cell: ({ permissions }) => (
      <Tooltip
        label={inWords(permissions)}
        multiline
        maw={320}
        events={{ hover: true, focus: true, touch: true }}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the tooltip says is for keyboards too */}
        <span tabIndex={0}>
          {permissions.length === 1 ? inWords(permissions) : `${permissions.length} permissions`}
        </span>
      </Tooltip>
    ),
    text: ({ permissions }) => permissions.join(", "),
  },
  { heading: "Owner", kind: "text", cell: ownerInWords },
  {
    heading: "Expires",
    kind: "short",
    sort: "expires",
    cell: (key) => <KeyEnd apiKey={key} />,
    text: ({ expires_at }) => expires_at,
  },
  {
    heading: "Created",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ created_at }) => <Instant at={created_at} c="dimmed" />,
    text: ({ created_at }) => created_at,
  },
  {
    heading: "Last used",
    kind: "short",
    sort: "last_used",
    cell: ({ last_used_at }) =>
      last_used_at === null ? (
        <Text span inherit c="dimmed">
          Never
        </Text>
      ) : (
        <Instant at={last_used_at} ago c="dimmed" />
      ),
    text: ({ last_used_at }) => last_used_at,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: (key) => (key.revoked_at === null ? <RevokeButton apiKey={key} /> : null),
  },
]

const keysKey = ["get", "/v1/api-keys"]

/** Those of the ticked that are not revoked already. */
function RevokeAll({ keys, onDone }: { keys: readonly ApiKey[]; onDone: () => void }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const amount = useAmount()
  const valid = keys.filter(({ revoked_at }) => revoked_at === null)
  const count = valid.length === 1 ? "1 key" : `${amount(valid.length)} keys`
  const revoke = async () => {
    const answers = await Promise.all(
      valid.map(({ id }) => client.DELETE("/v1/api-keys/{id}", { params: { path: { id } } })),
    )
    await queries.invalidateQueries({ queryKey: keysKey })
    const failed = answers.find(({ error }) => error !== undefined)
    if (failed) throw failed.error
    onDone()
    sayDone(`Revoked ${count}.`)
  }
  return (
    <>
      <Button size="xs" color="red" variant="light" disabled={valid.length === 0} onClick={asking.open}>
        Revoke selected
      </Button>
      {isAsking ? (
        <ConfirmDialog title={`Revoke ${count}?`} confirm="Revoke" onConfirm={revoke} onClose={asking.close}>
          <Text size="sm">
            Anything that uses {valid.length === 1 ? "this key" : "these keys"} stops working immediately.
            This can't be undone.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
