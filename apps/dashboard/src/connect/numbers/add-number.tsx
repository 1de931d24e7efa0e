import { Select, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useNavigate } from "@tanstack/react-router"
import { client, type Shapes } from "../../api/client.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { PhoneField } from "../../look/form/phone-field.tsx"
import { phoneFault } from "../../look/form/phone-reading.ts"

type Account = Shapes["BusinessAccount"]

/** Adds a number to an account; proving that it is yours continues on the number's page. */
export function AddNumber({
  accounts,
  onClose,
}: {
  /** Those to choose from. */
  accounts: readonly [Account, ...Account[]]
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [first] = accounts
  const accountOf = (id: string) => accounts.find((account) => account.id === id) ?? first
  const form = useForm({
    initialValues: { account_id: first.id, phone_number: "", verified_name: first.name },
    validate: {
      phone_number: (value) => (value === "" ? "Enter the number" : phoneFault(value)),
      verified_name: (value) =>
        value.trim().length >= 2 && value.trim().length <= 75 ? null : "Use 2 to 75 characters",
    },
  })
  return (
    <FormDialog
      title={accounts.length === 1 ? `Add a number to ${first.name}` : "Add a number"}
      form={form}
      words={{ account_id: "Business account", phone_number: "Phone number", verified_name: "Display name" }}
      isNew
      draft={`new number ${accounts.map(({ id }) => id).join(" ")}`}
      submit="Add number"
      onClose={onClose}
      onSubmit={async ({ account_id, phone_number, verified_name }) => {
        const { dialledParts } = await import("@parley/whatsapp/phone")
        const parts = dialledParts(phone_number)
        const { data, error } = await client.POST("/v1/business-accounts/{id}/numbers", {
          params: { path: { id: account_id } },
          body: {
            cc: parts?.countryCode ?? "",
            phone_number: parts?.national ?? phone_number,
            verified_name,
          },
        })
        if (error) throw error
        await navigate({
          to: "/connect/whatsapp/numbers/$numberId",
          params: { numberId: data.id },
          // Back leads to the page without this dialog.
          replace: new URLSearchParams(window.location.search).has("dialog"),
        })
      }}
    >
      {accounts.length === 1 ? null : (
        <Select
          label="Business account"
          allowDeselect={false}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("account_id")}
          onChange={(id) => {
            if (id === null) return
            const { account_id: before, verified_name } = form.getValues()
            const isProposed = verified_name === accountOf(before).name
            form.setValues({ account_id: id, ...(isProposed ? { verified_name: accountOf(id).name } : {}) })
          }}
        />
      )}
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
