import { Button, Group, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useNavigate } from "@tanstack/react-router"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { showOnFields } from "../../look/form-problem.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"

/** Adds a number to an account; proving that it is yours continues on the number's page. */
export function AddNumber({ account, onClose }: { account: Shapes["BusinessAccount"]; onClose: () => void }) {
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { cc: "", phone_number: "", verified_name: account.name },
    validate: {
      cc: (value) =>
        /^\+?[1-9]\d{0,2}$/.test(value.trim()) ? null : "Enter a calling code, such as 49 for Germany",
      phone_number: (value) =>
        /^\d{4,14}$/.test(value.replace(/[\s()./-]/g, ""))
          ? null
          : "Enter the number without the calling code",
      verified_name: (value) =>
        value.trim().length >= 2 && value.trim().length <= 75 ? null : "Use 2 to 75 characters",
    },
  })
  const add = useAction(
    async (values: typeof form.values) => {
      const { data, error } = await client.POST("/v1/business-accounts/{id}/numbers", {
        params: { path: { id: account.id } },
        body: { ...values, cc: values.cc.trim().replace("+", "") },
      })
      if (error) throw error
      onClose()
      await navigate({ to: "/connect/whatsapp/numbers/$numberId", params: { numberId: data.id } })
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title={`Add a number to ${account.name}`} isBusy={add.isBusy} onClose={onClose}>
      <form onSubmit={form.onSubmit(add.run)} noValidate>
        <Stack>
          <ProblemAlert failure={add.failure} />
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <TextInput
              label="Calling code"
              placeholder="49"
              inputMode="tel"
              w={120}
              leftSection="+"
              data-autofocus
              {...form.getInputProps("cc")}
            />
            <TextInput
              label="Phone number"
              placeholder="1512 3456789"
              inputMode="tel"
              style={{ flex: 1 }}
              {...form.getInputProps("phone_number")}
            />
          </Group>
          <TextInput
            label="Display name"
            description="Shown to people in WhatsApp. Meta reviews it, and it must represent your business."
            {...form.getInputProps("verified_name")}
          />
          <Group justify="flex-end">
            <Button variant="default" disabled={add.isBusy} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isBusy}>
              Add number
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
