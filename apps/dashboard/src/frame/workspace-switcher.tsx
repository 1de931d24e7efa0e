import {
  Avatar,
  Box,
  Button,
  Group,
  Menu,
  Text,
  TextInput,
  UnstyledButton,
  VisuallyHidden,
} from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconCheck, IconPlus, IconSelector } from "@tabler/icons-react"
import { useRef } from "react"
import { client } from "../api/client.ts"
import { openWorkspace } from "../api/workspace-choice.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { showOnFields } from "../look/form/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { useMe, useWorkspace } from "../session/me.ts"
import classes from "./frame.module.css"

/** Names the workspace, and leads to the member's others. */
export function WorkspaceSwitcher() {
  const { workspaces } = useMe()
  const current = useWorkspace()
  const mayCreate = workspaces.some(({ role }) => role === "owner" || role === "admin")
  const [isCreating, creating] = useDisclosure(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Menu width={236} position="bottom-start" shadow="md">
        <Menu.Target>
          <UnstyledButton ref={button} className={classes.who}>
            <Avatar size={32} radius="md" color="cobalt" variant="filled" name={current.name} aria-hidden />
            <Box flex={1} miw={0} className={classes.label ?? ""}>
              <Text size="sm" fw={620} truncate>
                {current.name}
              </Text>
              <Text size="xs" c="dimmed" tt="capitalize">
                {current.role}
              </Text>
            </Box>
            <VisuallyHidden>Switch workspace</VisuallyHidden>
            <IconSelector size={16} aria-hidden className={classes.label} />
          </UnstyledButton>
        </Menu.Target>
        {/* As in MoreMenu: the dialog gives the focus back to what has it when it opens. */}
        <Menu.Dropdown onClickCapture={() => button.current?.focus()}>
          <Menu.Label>Workspaces</Menu.Label>
          {workspaces.map(({ id, name }) => (
            <Menu.Item
              key={id}
              rightSection={id === current.id ? <IconCheck size={16} aria-label="current" /> : null}
              onClick={() => (id === current.id ? undefined : openWorkspace(id))}
            >
              {name}
            </Menu.Item>
          ))}
          {mayCreate ? (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={creating.open}>
                New workspace
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {isCreating ? <NewWorkspace onClose={creating.close} /> : null}
    </>
  )
}

function NewWorkspace({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null) },
  })
  const create = useAction(
    async ({ name }: { name: string }) => {
      const { data, error } = await client.POST("/v1/workspaces", { body: { name: name.trim() } })
      if (error) throw error
      openWorkspace(data.id)
      await new Promise(() => undefined) // busy, and asking nothing, until the page has gone
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title="New workspace" isBusy={create.isBusy} onClose={onClose}>
      <form onSubmit={form.onSubmit(create.run)} noValidate>
        <ProblemAlert failure={create.failure} />
        <TextInput
          label="Name"
          description="Each workspace has its own contacts, templates and numbers."
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={create.isBusy}>
            Create
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}
