import { Button, Group, Paper, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { showOnFields } from "../look/form-problem.ts"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { meQuery, useWorkspace } from "../session/me.ts"

/** The workspace's own name, and the id that integrations ask for. */
export function WorkspacePage() {
  return (
    <Page title="Workspace" intro="A workspace has its own contacts, templates, numbers and members.">
      <Allowed to="workspace:manage" instead={<NotAllowed permission="workspace:manage" />}>
        <WorkspaceForm />
      </Allowed>
    </Page>
  )
}

function WorkspaceForm() {
  const workspace = useWorkspace()
  const queries = useQueryClient()
  const [revision, setRevision] = useState(workspace.revision)
  const form = useForm({
    initialValues: { name: workspace.name },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null) },
  })
  const rename = useAction(
    async ({ name }: { name: string }) => {
      const { data, error } = await client.PATCH("/v1/workspace", { body: { name: name.trim(), revision } })
      if (error) throw error
      setRevision(data.revision)
      await queries.invalidateQueries(meQuery)
      form.resetDirty()
      sayDone("Workspace renamed.")
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Paper withBorder p="lg">
      <form onSubmit={form.onSubmit(rename.run)} noValidate>
        <Stack>
          <ProblemAlert failure={rename.failure} />
          <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
          <Stack gap={2}>
            <Text size="sm" fw={500}>
              ID
            </Text>
            <Text size="sm" c="dimmed" ff="monospace">
              {workspace.id}
            </Text>
          </Stack>
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isBusy} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
