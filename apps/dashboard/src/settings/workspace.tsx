import { Button, Group, Paper, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { showOnFields } from "../look/form-problem.ts"
import { Page } from "../look/page.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
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
  const [failure, setFailure] = useState<unknown>()
  const [revision, setRevision] = useState(workspace.revision)
  const form = useForm({
    initialValues: { name: workspace.name },
    validate: { name: (value) => (value.trim() === "" ? "A name, such as your brand's" : null) },
  })
  const submit = form.onSubmit(async ({ name }) => {
    setFailure(undefined)
    const { data, error } = await client.PATCH("/v1/workspace", { body: { name: name.trim(), revision } })
    if (error) return setFailure(showOnFields(form, error))
    setRevision(data.revision)
    await queries.invalidateQueries(meQuery)
    form.resetDirty()
    sayDone("The workspace was renamed.")
  })
  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert failure={failure} />
          <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
          <Stack gap={2}>
            <Text size="sm" fw={500}>
              Id
            </Text>
            <Text size="sm" c="dimmed" ff="monospace">
              {workspace.id}
            </Text>
          </Stack>
          <Group justify="flex-end">
            <Button type="submit" loading={form.submitting} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
