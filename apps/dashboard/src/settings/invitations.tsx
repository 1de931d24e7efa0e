import { Button, CopyButton, Group, Text } from "@mantine/core"
import { IconMailPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Loading, Sheet } from "../look/dialogs/sheet.tsx"
import { Empty } from "../look/empty.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"

/** Invitations that nobody has accepted yet. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  const invitations = api.useQuery("get", "/v1/invitations")
  if (invitations.error) return <ProblemAlert failure={invitations.error} retry={invitations.refetch} />
  if (invitations.data === undefined) return <Loading />
  if (invitations.data.data.length === 0) {
    return (
      <Empty
        icon={IconMailPlus}
        title="No pending invitations"
        next={
          <Button variant="default" onClick={onInvite}>
            Invite a member
          </Button>
        }
      >
        Invite colleagues by e-mail. Each gets a role and a link that works for a few days.
      </Empty>
    )
  }
  return (
    <Sheet
      label="Invitations"
      rows={invitations.data.data}
      keyOf={({ id }) => id}
      columns={[
        { heading: "E-mail", kind: "title", cell: ({ email }) => email },
        {
          heading: "Role",
          cell: ({ role }) => (
            <Text span inherit tt="capitalize">
              {role}
            </Text>
          ),
        },
        {
          heading: "Expires",
          kind: "short",
          cell: ({ expires_at }) => <Instant at={expires_at} c="dimmed" />,
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
      ]}
    />
  )
}

function Withdraw({ id, email }: { id: string; email: string }) {
  const queries = useQueryClient()
  const withdraw = useAction(async () => {
    const { error } = await client.DELETE("/v1/invitations/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`Invitation for ${email} withdrawn.`)
    await queries.invalidateQueries({ queryKey: ["get", "/v1/invitations"] })
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
