import { Badge, Button, Menu, Stack, Text, Title } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconUserMinus, IconUserPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { MoreMenu } from "../look/more-menu.tsx"
import { Page } from "../look/page/page.tsx"
import type { Column } from "../look/table/column.ts"
import { DataTable } from "../look/table/data-table.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { type Role, useMay, useMe, useWorkspace } from "../session/me.ts"
import { roleWithArticle } from "../session/role-words.ts"
import { Invitations } from "./invitations.tsx"
import { InviteMember } from "./invite-member.tsx"
import { RoleChoice } from "./role-choice.tsx"

type Member = Shapes["Member"]

/** Who may enter the workspace, as what, and who is invited. */
export function MembersPage() {
  const [isInviting, inviting] = useAddressDialog("invite")
  return (
    <Page
      wide
      title="Members"
      intro="A member's role decides what they can see and do here."
      action={
        <Allowed to="members:manage">
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={inviting.open}>
            Invite a member
          </Button>
        </Allowed>
      }
    >
      <Allowed to="members:read" instead={<NotAllowed permission="members:read" />}>
        <Stack gap="xl">
          <MemberList />
          <Allowed to="members:manage">
            <Stack gap="sm">
              <Title order={2} size="h4">
                Invitations
              </Title>
              <Invitations onInvite={inviting.open} />
            </Stack>
          </Allowed>
        </Stack>
      </Allowed>
      {isInviting ? (
        <Allowed to="members:manage">
          <InviteMember onClose={inviting.close} />
        </Allowed>
      ) : null}
    </Page>
  )
}

function MemberList() {
  return (
    <DataTable
      label="Members"
      path="/v1/members"
      columns={columns}
      usual={{ sort: "created", order: "asc" }}
      read={(query) => client.GET("/v1/members", { params: { query } })}
      empty={null} // there is always oneself
    />
  )
}

const columns: readonly Column<Member, "created" | "name" | "email" | "role" | "last_seen">[] = [
  {
    heading: "Member",
    kind: "title",
    sort: "name",
    cell: (member) => <Person member={member} />,
    text: ({ name }) => name,
  },
  {
    heading: "E-mail",
    kind: "text",
    sort: "email",
    cell: ({ email }) => email,
  },
  {
    heading: "Role",
    sort: "role",
    cell: (member) => <RoleOf member={member} />,
    text: ({ role }) => role,
  },
  {
    heading: "Last seen",
    kind: "short",
    sort: "last_seen",
    cell: (member) => <LastSeen member={member} />,
    text: ({ last_seen_at }) => last_seen_at,
  },
  {
    heading: "Sign-in",
    cell: ({ two_factor_enabled }) => (
      <Badge color={two_factor_enabled ? "teal" : "gray"}>
        {two_factor_enabled ? "Two-factor" : "Password only"}
      </Badge>
    ),
    text: ({ two_factor_enabled }) => (two_factor_enabled ? "Two-factor" : "Password only"),
  },
  {
    heading: "Joined",
    kind: "short",
    sort: "created",
    isExtra: true,
    cell: ({ joined_at }) => <Instant at={joined_at} c="dimmed" />,
    text: ({ joined_at }) => joined_at,
  },
  { heading: "Actions", kind: "actions", cell: (member) => <Actions member={member} /> },
]

/** A session is renewed once a day, which would make members themselves look away. */
function LastSeen({ member: { id, last_seen_at } }: { member: Member }) {
  const isMe = useMe().member.id === id
  if (last_seen_at !== null && !isMe) return <Instant at={last_seen_at} ago c="dimmed" />
  return (
    <Text span inherit c="dimmed">
      {isMe ? "Now" : "Never"}
    </Text>
  )
}

function Person({ member: { id, name } }: { member: Member }) {
  const me = useMe().member
  return (
    <Text span inherit fw={550}>
      <bdi>{name}</bdi>{" "}
      {id === me.id ? (
        <Badge size="xs" component="span">
          You
        </Badge>
      ) : null}
    </Text>
  )
}

/** Only owners change what an owner is. */
function useMayManage({ role }: Member): boolean {
  const may = useMay()
  const own = useWorkspace().role
  return may("members:manage") && (role !== "owner" || own === "owner")
}

const membersKey = ["get", "/v1/members"]

function RoleOf({ member: { id, name, role }, member }: { member: Member }) {
  const queries = useQueryClient()
  const change = useAction(async (wanted: Role) => {
    const { error } = await client.PATCH("/v1/members/{id}", {
      params: { path: { id } },
      body: { role: wanted },
    })
    await queries.invalidateQueries({ queryKey: membersKey })
    if (error) throw error
    sayDone(`${name} is now ${roleWithArticle(wanted)}.`)
  }, sayFailed)
  if (!useMayManage(member)) {
    return (
      <Text span inherit tt="capitalize">
        {role}
      </Text>
    )
  }
  return (
    <RoleChoice label={`Role of ${name}`} value={role} isDisabled={change.isBusy} onChange={change.run} />
  )
}

function Actions({ member: { id, name }, member }: { member: Member }) {
  const queries = useQueryClient()
  const isMe = id === useMe().member.id
  const [isAsking, asking] = useDisclosure(false)
  if (!useMayManage(member) && !isMe) return null
  const remove = async () => {
    const { error } = await client.DELETE("/v1/members/{id}", { params: { path: { id } } })
    if (error) throw error
    if (isMe) return window.location.assign("/")
    sayDone(`${name} was removed.`)
    void queries.invalidateQueries({ queryKey: membersKey })
  }
  return (
    <>
      <MoreMenu what={name} size="md">
        <Menu.Item color="red" leftSection={<IconUserMinus size={16} aria-hidden />} onClick={asking.open}>
          {isMe ? "Leave this workspace" : "Remove from this workspace"}
        </Menu.Item>
      </MoreMenu>
      {isAsking ? (
        <ConfirmDialog
          title={isMe ? "Leave this workspace?" : `Remove ${name}?`}
          confirm={isMe ? "Leave" : "Remove"}
          onConfirm={remove}
          onClose={asking.close}
        >
          <Text size="sm">
            {isMe
              ? "You need an invitation to come back, and the API keys you created are revoked."
              : "They lose access immediately, and the API keys they created are revoked. Everything else they created is kept, and their name stays in the audit log."}
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
