import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"

/** Begins a campaign: its name is enough, the rest is written on its page. */
export function NewCampaign({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const numbers = useNumbers()
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name, such as Summer sale" : null) },
  })
  return (
    <FormDialog
      title="New campaign"
      form={form}
      words={{ name: "Name" }}
      isNew
      draft="new campaign"
      submit="Create"
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const [only, ...others] = numbers ?? []
        const { data, error } = await client.POST("/v1/campaigns", {
          body: {
            name: name.trim(),
            ...(only === undefined || others.length > 0 ? {} : { number_id: only.id }),
          },
        })
        if (error) throw error
        void queries.invalidateQueries({ queryKey: ["get", "/v1/campaigns"] })
        await navigate({
          to: "/campaigns/$campaignId",
          params: { campaignId: data.id },
          search: {},
          replace: true,
        })
      }}
    >
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  )
}
