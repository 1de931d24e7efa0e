import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconMailCheck } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { Copyable } from "../look/copyable.tsx"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
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
  const [isBusy, setBusy] = useState(false)
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: "", role: "marketer" },
    validate: {
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "Enter an e-mail address, such as ben@example.com",
    },
  })
  return (
    <Dialog title="Invite a member" isBusy={isBusy} onClose={onClose}>
      {invited === undefined ? (
        <FormShell
          form={form}
          words={{ email: "E-mail", role: "Role" }}
          isNew
          draft="invitation"
          submit="Invite"
          onCancel={onClose}
          onBusy={setBusy}
          onSubmit={async ({ email, role }) => {
            const body = { email: email.trim(), role }
            const { data, error } = await client.POST("/v1/invitations", { body })
            if (error) throw error
            setInvited(data)
            void queries.invalidateQueries({ queryKey: ["get", "/v1/invitations"] })
            // The next one has the same role, as a rule.
            return { values: { email: "", role } }
          }}
        >
          <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps("email")} />
          <RoleChoice
            withLabel
            label="Role"
            value={form.values.role}
            onChange={(role) => form.setFieldValue("role", role)}
          />
        </FormShell>
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
