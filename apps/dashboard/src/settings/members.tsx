import { ActionIcon, Badge, Button, Group, Menu, Stack, Table, Text, Title } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { modals } from "@mantine/modals"
import { IconDots, IconUserMinus, IconUserPlus } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { Instant } from "../look/instant.tsx"
import { Page } from "../look/page.tsx"
import { Pager, usePages } from "../look/pages.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone, sayFailed } from "../look/said.ts"
import { Loading, Sheet } from "../look/sheet.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { type Role, useMay, useMe, useWorkspace } from "../session/me.ts"
import { Invitations } from "./invitations.tsx"
import { InviteMember } from "./invite-member.tsx"
import { RoleChoice } from "./role-choice.tsx"

/** Who may enter the workspace, as what, and who is invited. */
export function MembersPage() {
  const [isInviting, inviting] = useDisclosure(false)
  return (
    <Page
      wide
      title="Members"
      intro="A member's role decides what they may see and do in this workspace."
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
      <InviteMember isOpen={isInviting} onClose={inviting.close} />
    </Page>
  )
}

function MemberList() {
  const pages = usePages()
  const members = api.useQuery("get", "/v1/members", {
    params: { query: pages.after === undefined ? {} : { after: pages.after } },
  })
  if (members.error) return <ProblemAlert failure={members.error} retry={members.refetch} />
  if (members.data === undefined) return <Loading />
  return (
    <div>
      <Sheet label="Members" columns={["Member", "Role", "Last seen", "Sign-in", "(Actions)"]}>
        {members.data.data.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </Sheet>
      <Pager pages={pages} next={members.data.next} />
    </div>
  )
}

function MemberRow({ member }: { member: Shapes["Member"] }) {
  const may = useMay()
  const { role } = useWorkspace()
  const me = useMe().member
  const queries = useQueryClient()
  const isMe = member.id === me.id
  const mayManage = may("members:manage") && (member.role !== "owner" || role === "owner")
  const params = { path: { id: member.id } }
  const refresh = () => queries.invalidateQueries({ queryKey: ["get", "/v1/members"] })

  const changeRole = async (wanted: Role) => {
    const { error } = await client.PATCH("/v1/members/{id}", { params, body: { role: wanted } })
    if (error) sayFailed(error)
    else sayDone(`${member.name} is ${wanted} now.`)
    await refresh()
  }
  const remove = async () => {
    const { error } = await client.DELETE("/v1/members/{id}", { params })
    if (error) return sayFailed(error)
    if (isMe) return window.location.assign("/")
    sayDone(`${member.name} was removed.`)
    await refresh()
  }
  const askToRemove = () =>
    modals.openConfirmModal({
      title: isMe ? "Leave this workspace?" : `Remove ${member.name}?`,
      children: (
        <Text size="sm">
          {isMe
            ? "You cannot come back without an invitation."
            : "They lose access at once. What they made stays, and so does their name in the audit log."}
        </Text>
      ),
      labels: { confirm: isMe ? "Leave" : "Remove", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () => void remove(),
    })

  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={550}>
          {member.name}{" "}
          {isMe ? (
            <Badge size="xs" component="span">
              You
            </Badge>
          ) : null}
        </Text>
        <Text size="sm" c="dimmed">
          {member.email}
        </Text>
      </Table.Td>
      <Table.Td>
        {mayManage ? (
          <RoleChoice label={`Role of ${member.name}`} value={member.role} onChange={changeRole} />
        ) : (
          <Text size="sm" tt="capitalize">
            {member.role}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed">
          {member.last_seen_at === null ? "Never" : <Instant at={member.last_seen_at} ago />}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={member.two_factor_enabled ? "teal" : "gray"}>
          {member.two_factor_enabled ? "Two-factor" : "One factor"}
        </Badge>
      </Table.Td>
      <Table.Td>
        {mayManage || isMe ? (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${member.name}`}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                color="red"
                leftSection={<IconUserMinus size={16} aria-hidden />}
                onClick={askToRemove}
              >
                {isMe ? "Leave this workspace" : "Remove from this workspace"}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : (
          <Group />
        )}
      </Table.Td>
    </Table.Tr>
  )
}
