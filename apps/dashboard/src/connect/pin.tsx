import { Button, Code, Group, Modal, Stack, Text, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { Section } from "../look/section.tsx"
import { useStep } from "./step.ts"

/** The six digits without which nobody can register the number again: shown when asked for, and set anew. */
export function Pin({ number }: { number: Shapes["Number"] }) {
  const [isOpen, { open, close }] = useDisclosure()
  const [shown, setShown] = useState<string>()
  const { isBusy, failure, run } = useStep()
  const reveal = () =>
    run(async () => {
      const { data, error } = await client.GET("/v1/numbers/{id}/pin", {
        params: { path: { id: number.id } },
      })
      setShown(data?.pin ?? undefined)
      return { error }
    })
  return (
    <Section title="Two-step PIN" intro="Nobody can register the number again without it.">
      <ProblemAlert failure={failure} />
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
        {number.pin_kept && shown === undefined ? (
          <Button variant="default" size="compact-sm" loading={isBusy} onClick={() => void reveal()}>
            Show the PIN
          </Button>
        ) : null}
        {shown === undefined ? null : (
          <Button variant="default" size="compact-sm" onClick={() => setShown(undefined)}>
            Hide it
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={open}>
          {number.pin_enabled ? "Change the PIN…" : "Set a PIN…"}
        </Button>
      </Group>
      <Modal
        opened={isOpen}
        onClose={close}
        title={number.pin_enabled ? "Change the two-step PIN" : "Set a two-step PIN"}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <PinForm
          number={number}
          onDone={() => {
            setShown(undefined)
            close()
          }}
        />
      </Modal>
    </Section>
  )
}

function state({ pin_enabled, pin_kept }: Shapes["Number"]): string {
  if (pin_kept) return "Parley keeps it sealed, and repeats it when the number is registered again."
  return pin_enabled
    ? "It is set, but Parley does not know it: set a new one to be able to register the number again."
    : "None yet. Registering the number sets one."
}

function PinForm({ number, onDone }: { number: Shapes["Number"]; onDone: () => void }) {
  const [pin, setPin] = useState("")
  const { isBusy, failure, run } = useStep()
  async function save() {
    const isSet = await run(() =>
      client.PUT("/v1/numbers/{id}/pin", { params: { path: { id: number.id } }, body: { pin } }),
    )
    if (!isSet) return
    sayDone("The PIN is set, at Meta and here.")
    onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <ProblemAlert failure={failure} />
        <TextInput
          label="New PIN"
          description="Six digits. The old one need not be known."
          inputMode="numeric"
          maxLength={6}
          data-autofocus
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={pin.length !== 6}>
            Set the PIN
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
