import { Select, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { api, client } from "../api/client.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { useMay } from "../session/me.ts"

/** Numbers that have no subscription group, of those the first pages show: a workspace has two hundred at most. */
export function useNumbersWithoutGroup() {
  const may = useMay()
  const query = { params: { query: { limit: 500 } } }
  const numbers = api.useQuery("get", "/v1/numbers", query, { enabled: may("connection:read") })
  const groups = api.useQuery("get", "/v1/subscription-groups", query)
  if (numbers.data === undefined || groups.data === undefined) return []
  const taken = new Set(groups.data.data.map(({ number_id }) => number_id))
  return numbers.data.data.filter(({ id }) => !taken.has(id))
}

/** Creates the group of a number that has none. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const numbers = useNumbersWithoutGroup()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { number_id: numbers[0]?.id ?? "", name: numbers[0]?.verified_name ?? "" },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name, such as your brand's" : null) },
  })
  return (
    <FormDialog
      title="Create a subscription group"
      form={form}
      words={{ number_id: "Number", name: "Name" }}
      isNew
      draft="new subscription group"
      submit="Create"
      onClose={onClose}
      onSubmit={async ({ number_id, name }) => {
        const { data, error } = await client.POST("/v1/subscription-groups", {
          body: { number_id, name: name.trim() },
        })
        if (error) throw error
        await queries.invalidateQueries({ queryKey: ["get", "/v1/subscription-groups"] })
        await navigate({ to: "/subscription-groups/$groupId", params: { groupId: data.id }, replace: true })
      }}
    >
      <Select
        label="Number"
        allowDeselect={false}
        data={numbers.map(({ id, display_phone_number, verified_name }) => ({
          value: id,
          label: `${display_phone_number} · ${verified_name}`,
        }))}
        {...form.getInputProps("number_id")}
      />
      <TextInput label="Name" maxLength={200} {...form.getInputProps("name")} />
    </FormDialog>
  )
}
