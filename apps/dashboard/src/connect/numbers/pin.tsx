import { Button, Code, Group, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"

/** The six digits without which nobody can register the number again: shown when asked for, and changed here. */
export function Pin({ number }: { number: Shapes["Number"] }) {
  const [isOpen, { open, close }] = useDisclosure()
  const [shown, setShown] = useState<string>()
  const reveal = useAction(async () => {
    const { data, error } = await client.GET("/v1/numbers/{id}/pin", { params: { path: { id: number.id } } })
    if (error) throw error
    setShown(data.pin ?? undefined)
  })
  return (
    <Section title="Two-step PIN" intro="Needed to register the number again.">
      <ProblemAlert failure={reveal.failure} />
      <Group gap="sm">
        <Text size="sm">
          {shown === undefined ? (
            state(number)
          ) : (
            <>
              The PIN is <Code fz="md">{shown}</Code>
            </>
          )}
        </Text>
        {number.pin_stored && shown === undefined ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={reveal.isBusy}
            onClick={() => void reveal.run()}
          >
            Show PIN
          </Button>
        ) : null}
        {shown === undefined ? null : (
          <Button variant="default" size="compact-sm" onClick={() => setShown(undefined)}>
            Hide PIN
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={open}>
          {number.pin_enabled ? "Change PIN…" : "Set PIN…"}
        </Button>
      </Group>
      {isOpen ? <PinForm number={number} onSet={() => setShown(undefined)} onClose={close} /> : null}
    </Section>
  )
}

function state({ pin_enabled, pin_stored }: Shapes["Number"]): string {
  if (pin_stored) return "Stored encrypted, and used when the number is registered again."
  return pin_enabled
    ? "Set, but not stored here. Set a new one so that the number can be registered again."
    : "Not set. Registering the number sets one."
}

function PinForm({
  number,
  onSet,
  onClose,
}: {
  number: Shapes["Number"]
  onSet: () => void
  onClose: () => void
}) {
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { pin: "" },
    validate: { pin: (pin) => (pin.length === 6 ? null : "Enter 6 digits") },
  })
  return (
    <FormDialog
      title={number.pin_enabled ? "Change the two-step PIN" : "Set a two-step PIN"}
      form={form}
      words={{ pin: "New PIN" }}
      isNew
      submit="Save PIN"
      onClose={onClose}
      onSubmit={async ({ pin }) => {
        const { error } = await client.PUT("/v1/numbers/{id}/pin", {
          params: { path: { id: number.id } },
          body: { pin },
        })
        if (error) throw error
        sayDone("PIN saved.")
        onSet()
        onClose()
        void queries.invalidateQueries()
      }}
    >
      <TextInput
        label="New PIN"
        description="6 digits. You don't need the old one."
        inputMode="numeric"
        maxLength={6}
        data-autofocus
        {...form.getInputProps("pin")}
        onChange={(event) => form.setFieldValue("pin", event.currentTarget.value.replace(/\D/g, ""))}
      />
    </FormDialog>
  )
}
