import { Button, CopyButton, Group, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconMailPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { sayDone, sayFailed } from "../look/toasts.ts"

type Invitation = Shapes["Invitation"]

/** Invitations that nobody has accepted yet. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  return (
    <DataTable
      label="Invitations"
      path="/v1/invitations"
      isSecond
      columns={columns}
      usual={{ sort: "created", order: "asc" }}
      read={(query) => client.GET("/v1/invitations", { params: { query } })}
      bulk={(rows, clear) => <WithdrawAll invitations={rows} onDone={clear} />}
      empty={
        <EmptyState
          icon={IconMailPlus}
          title="No pending invitations"
          action={
            <Button variant="default" onClick={onInvite}>
              Invite a member
            </Button>
          }
        >
          Invite colleagues by e-mail. Each gets a role and a link that works for a few days.
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<Invitation, "created" | "email" | "role" | "expires">[] = [
  { heading: "E-mail", kind: "title", sort: "email", cell: ({ email }) => email },
  {
    heading: "Role",
    sort: "role",
    cell: ({ role }) => (
      <Text span inherit tt="capitalize">
        {role}
      </Text>
    ),
    text: ({ role }) => role,
  },
  {
    heading: "Expires",
    kind: "short",
    sort: "expires",
    cell: ({ expires_at }) => <Instant at={expires_at} c="dimmed" />,
    text: ({ expires_at }) => expires_at,
  },
  {
    heading: "Actions",
    kind: "actions",
    cell: ({ id, email, link }) => (
      <Group gap="xs" wrap="nowrap">
        {link === null ? null : (
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? "Copied" : "Copy link"}
              </Button>
            )}
          </CopyButton>
        )}
        <Withdraw id={id} email={email} />
      </Group>
    ),
  },
]

const invitationsKey = ["get", "/v1/invitations"]

function WithdrawAll({ invitations, onDone }: { invitations: readonly Invitation[]; onDone: () => void }) {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const amount = useAmount()
  const count = invitations.length === 1 ? "1 invitation" : `${amount(invitations.length)} invitations`
  const withdrawAll = async () => {
    const answers = await Promise.all(
      invitations.map(({ id }) => client.DELETE("/v1/invitations/{id}", { params: { path: { id } } })),
    )
    await queries.invalidateQueries({ queryKey: invitationsKey })
    const failed = answers.find(({ error }) => error !== undefined)
    if (failed) throw failed.error
    onDone()
    sayDone(`Withdrew ${count}.`)
  }
  return (
    <>
      <Button size="xs" color="red" variant="light" onClick={asking.open}>
        Withdraw selected
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Withdraw ${count}?`}
          confirm="Withdraw"
          onConfirm={withdrawAll}
          onClose={asking.close}
        >
          <Text size="sm">Their links stop working immediately.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

function Withdraw({ id, email }: { id: string; email: string }) {
  const queries = useQueryClient()
  const withdraw = useAction(async () => {
    const { error } = await client.DELETE("/v1/invitations/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`Invitation for ${email} withdrawn.`)
    await queries.invalidateQueries({ queryKey: invitationsKey })
  }, sayFailed)
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      loading={withdraw.isBusy}
      onClick={() => void withdraw.run()}
    >
      Withdraw
    </Button>
  )
}
