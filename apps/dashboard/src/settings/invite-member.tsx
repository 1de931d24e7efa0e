import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconMailCheck } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Copyable } from "../look/copyable.tsx"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import type { Role } from "../session/me.ts"
import { RoleChoice } from "./role-choice.tsx"

interface Invited {
  email: string
  link: string
  emailed: boolean
}

/** Invites someone by e-mail; where no mail is sent, there is a link to pass on. */
export function InviteMember({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [invited, setInvited] = useState<Invited>()
  const [role, setRole] = useState<Role>("marketer")
  const form = useForm({
    initialValues: { email: "" },
    validate: {
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "Enter an e-mail address, such as ben@example.com",
    },
  })
  const invite = useAction(
    async ({ email }: { email: string }) => {
      const { data, error } = await client.POST("/v1/invitations", { body: { email: email.trim(), role } })
      if (error) throw error
      setInvited(data)
      form.reset()
      void queries.invalidateQueries({ queryKey: ["get", "/v1/invitations"] })
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title="Invite a member" isBusy={invite.isBusy} onClose={onClose}>
      {invited === undefined ? (
        <form onSubmit={form.onSubmit(invite.run)} noValidate>
          <Stack>
            <ProblemAlert failure={invite.failure} />
            <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps("email")} />
            <RoleChoice withLabel label="Role" value={role} onChange={setRole} />
            <Group justify="flex-end">
              <Button type="submit" loading={invite.isBusy}>
                Invite
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack>
          {invited.emailed ? (
            <Alert color="teal" icon={<IconMailCheck aria-hidden />} role="status">
              Invitation sent to {invited.email}. You can also share this link:
            </Alert>
          ) : (
            <Text size="sm">
              Send this link to {invited.email}. It works only for an account with that e-mail address.
            </Text>
          )}
          <Copyable label="Invitation link" text={invited.link} autoFocus />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setInvited(undefined)}>
              Invite another
            </Button>
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
