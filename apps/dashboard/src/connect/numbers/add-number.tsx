import { TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useNavigate } from "@tanstack/react-router"
import { client, type Shapes } from "../../api/client.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { PhoneField } from "../../look/form/phone-field.tsx"
import { phoneFault } from "../../look/form/phone-reading.ts"

/** Adds a number to an account; proving that it is yours continues on the number's page. */
export function AddNumber({ account, onClose }: { account: Shapes["BusinessAccount"]; onClose: () => void }) {
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { phone_number: "", verified_name: account.name },
    validate: {
      phone_number: (value) => (value === "" ? "Enter the number" : phoneFault(value)),
      verified_name: (value) =>
        value.trim().length >= 2 && value.trim().length <= 75 ? null : "Use 2 to 75 characters",
    },
  })
  return (
    <FormDialog
      title={`Add a number to ${account.name}`}
      form={form}
      words={{ phone_number: "Phone number", verified_name: "Display name" }}
      isNew
      draft={`new number ${account.id}`}
      submit="Add number"
      onClose={onClose}
      onSubmit={async ({ phone_number, verified_name }) => {
        const { dialledParts } = await import("@parley/whatsapp/phone")
        const parts = dialledParts(phone_number)
        const { data, error } = await client.POST("/v1/business-accounts/{id}/numbers", {
          params: { path: { id: account.id } },
          body: {
            cc: parts?.countryCode ?? "",
            phone_number: parts?.national ?? phone_number,
            verified_name,
          },
        })
        if (error) throw error
        onClose()
        await navigate({ to: "/connect/whatsapp/numbers/$numberId", params: { numberId: data.id } })
      }}
    >
      <PhoneField
        label="Phone number"
        data-autofocus
        {...form.getInputProps("phone_number")}
        value={form.values.phone_number}
      />
      <TextInput
        label="Display name"
        description="Shown to people in WhatsApp. Meta reviews it, and it must represent your business."
        maxLength={75}
        {...form.getInputProps("verified_name")}
      />
    </FormDialog>
  )
}
