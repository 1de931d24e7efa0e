import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../../api/client.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { useNotation } from "../../look/time/notation.ts"
import { dayOf, ExpiryField, endOfDay } from "./expiry.tsx"

/** Changes the name of a key, whose it is, and when it ends. */
export function EditApiKey({ apiKey, onClose }: { apiKey: Shapes["ApiKey"]; onClose: () => void }) {
  // As it was when the form opened, whatever is heard of it meanwhile.
  const [{ id, name, owner, expires_at }] = useState(apiKey)
  const { zone } = useNotation()
  const queries = useQueryClient()
  const members = api.useQuery("get", "/v1/members", { params: { query: { limit: 500 } } })
  const form = useForm({
    initialValues: { name, owner_id: owner?.id ?? "", expires_at: dayOf(expires_at, zone) },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name" : null) },
  })
  const choices = (members.data?.data ?? []).map((member) => ({ value: member.id, label: member.name }))
  const expiry = (day: string) => (day === dayOf(expires_at, zone) ? {} : { expires_at: endOfDay(day, zone) })
  return (
    <FormDialog
      title="Edit the key"
      form={form}
      words={{ name: "Name", owner_id: "Owner", expires_at: "Expires" }}
      submit="Save"
      onClose={onClose}
      onSubmit={async (values) => {
        const { error } = await client.PATCH("/v1/api-keys/{id}", {
          params: { path: { id } },
          body: {
            name: values.name.trim(),
            ...(values.owner_id === "" ? {} : { owner_id: values.owner_id }),
            ...expiry(values.expires_at),
          },
        })
        if (error) throw error
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/api-keys"),
        })
        onClose()
      }}
    >
      <TextInput label="Name" maxLength={100} data-autofocus {...form.getInputProps("name")} />
      <FieldSelect
        label="Owner"
        description="Looks after it. The key can do no more than its owner, and is revoked when they leave."
        placeholder="Installation"
        data={choices}
        value={form.values.owner_id}
        onChange={(value) => form.setFieldValue("owner_id", value ?? "")}
        error={form.errors.owner_id}
      />
      <ExpiryField {...form.getInputProps("expires_at")} />
    </FormDialog>
  )
}
