import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconMailCheck } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { Copyable } from "../look/copyable.tsx"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import type { Role } from "../session/me.ts"
import { RoleChoice } from "./role-choice.tsx"

interface Invited {
  email: string
  link: string
  mailed: boolean
}

/** Invites somebody by e-mail; where no mail is sent, there is a link to pass on. */
export function InviteMember({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [invited, setInvited] = useState<Invited>()
  const close = () => {
    onClose()
    setInvited(undefined)
  }
  return (
    <Modal opened={isOpen} onClose={close} title="Invite a member">
      {invited === undefined ? (
        <InvitationForm onInvited={setInvited} />
      ) : (
        <Stack>
          {invited.mailed ? (
            <Alert color="teal" icon={<IconMailCheck aria-hidden />} role="status">
              {invited.email} was sent the invitation. You can pass on the link as well:
            </Alert>
          ) : (
            <Text size="sm">
              Send this link to {invited.email}. It works only for an account with that e-mail address.
            </Text>
          )}
          <Copyable label="Invitation link" text={invited.link} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setInvited(undefined)}>
              Invite another
            </Button>
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function InvitationForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>()
  const [role, setRole] = useState<Role>("marketer")
  const form = useForm({
    initialValues: { email: "" },
    validate: {
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "An e-mail address, such as ben@example.com",
    },
  })
  const submit = form.onSubmit(async ({ email }) => {
    setFailure(undefined)
    const { data, error } = await client.POST("/v1/invitations", { body: { email: email.trim(), role } })
    if (error) return setFailure(showOnFields(form, error))
    await queries.invalidateQueries({ queryKey: ["get", "/v1/invitations"] })
    onInvited(data)
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemAlert failure={failure} />
        <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps("email")} />
        <RoleChoice withLabel label="Role" value={role} onChange={setRole} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
