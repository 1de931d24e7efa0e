import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from "@mantine/core"
import { type UseFormReturnType, useForm } from "@mantine/form"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../../api/client.ts"
import { Copyable } from "../../look/copyable.tsx"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { FormShell } from "../../look/form/form-shell.tsx"
import { useNotation } from "../../look/time/notation.ts"
import { type Permission, useWorkspace } from "../../session/me.ts"
import { permissionInWords } from "../../session/role-words.ts"
import { ExpiryField, endOfDay } from "./expiry.tsx"

/** `expires`: a day such as 2027-01-31; empty: it has no end. */
type NewKey = { name: string; permissions: Permission[]; expires: string }

/** Creates a key and shows its secret, once. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [secret, setSecret] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const { zone } = useNotation()
  const form = useForm<NewKey>({
    initialValues: { name: "", permissions: [], expires: "" },
    validate: {
      name: (value) => (value.trim() === "" ? "Enter a name, such as the system that will use it" : null),
      permissions: (value) => (value.length === 0 ? "Choose at least one permission" : null),
    },
  })
  return (
    <Dialog
      size="lg"
      title={secret === undefined ? "Create a key" : "Your new key"}
      isBusy={isBusy}
      isToBeAnswered={secret !== undefined}
      onClose={onClose}
    >
      {secret === undefined ? (
        <FormShell
          form={form}
          words={{ name: "Name", expires: "Expires", permissions: "Permissions" }}
          isNew
          draft="new API key"
          submit="Create"
          onCancel={onClose}
          onBusy={setBusy}
          onSubmit={async ({ name, permissions, expires }) => {
            const { data, error } = await client.POST("/v1/api-keys", {
              body: { name: name.trim(), permissions, expires_at: endOfDay(expires, zone) },
            })
            if (error) throw error
            setSecret(data.secret)
            void queries.invalidateQueries({ queryKey: ["get", "/v1/api-keys"] })
          }}
        >
          <KeyFields form={form} />
        </FormShell>
      ) : (
        <Stack>
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            Copy this key now. You won't see it again.
          </Alert>
          <Copyable label="API key" text={secret} autoFocus />
          <Group justify="flex-end">
            <Button onClick={onClose}>I have copied it</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

function KeyFields({ form }: { form: UseFormReturnType<NewKey> }) {
  // Nobody can give a key more than they may do themselves.
  const { permissions: own } = useWorkspace()
  const hasAll = form.values.permissions.length === own.length
  return (
    <>
      <TextInput
        label="Name"
        placeholder="Web shop"
        data-autofocus
        maxLength={100}
        {...form.getInputProps("name")}
      />
      <ExpiryField {...form.getInputProps("expires")} />
      <Checkbox.Group
        label="Permissions"
        description="Only what the system needs."
        {...form.getInputProps("permissions")}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs" verticalSpacing="xs">
          {pairsFirst(own).map((permission) => (
            <Checkbox
              key={permission}
              value={permission}
              label={permissionInWords(permission)}
              description={permission}
            />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: "flex-start" }}
        onClick={() => form.setFieldValue("permissions", hasAll ? [] : [...own])}
      >
        {hasAll ? "Clear all" : "Select all"}
      </Button>
    </>
  )
}

/** What there are two permissions for first, so that each row of two columns is about one thing. */
function pairsFirst(permissions: readonly Permission[]): Permission[] {
  const byThing = Map.groupBy(permissions, (permission) => permission.split(":")[0])
  return [...byThing.values()].toSorted((a, b) => Number(a.length % 2) - Number(b.length % 2)).flat()
}
