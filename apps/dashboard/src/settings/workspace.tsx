import { Paper, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { Page } from "../look/page.tsx"
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
  const [{ id, name, revision: opened }] = useState(useWorkspace())
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null) },
  })
  return (
    <Paper withBorder p="lg">
      <FormShell
        form={form}
        words={{ name: "Name" }}
        revision={opened}
        draft="workspace"
        submit="Save"
        readLatest={async () => {
          const { data, error } = await client.GET("/v1/me")
          if (error) throw error
          const now = data.workspaces.find((one) => one.id === id)
          return { values: { name: now?.name ?? name }, revision: now?.revision }
        }}
        onSubmit={async ({ name: wanted }, base) => {
          const body = { name: wanted.trim(), ...revisionIn(base) }
          const { data, error } = await client.PATCH("/v1/workspace", { body })
          if (error) throw error
          await queries.invalidateQueries(meQuery)
          sayDone("Workspace renamed.")
          return { values: { name: data.name }, revision: data.revision }
        }}
      >
        <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
        <Stack gap={2}>
          <Text size="sm" fw={500}>
            ID
          </Text>
          <Text size="sm" c="dimmed" ff="monospace">
            {id}
          </Text>
        </Stack>
      </FormShell>
    </Paper>
  )
}
