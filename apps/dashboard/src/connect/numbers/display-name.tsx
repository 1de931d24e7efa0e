import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { showOnFields } from "../../look/form-problem.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Section } from "../../look/section.tsx"
import { sayDone } from "../../look/toasts.ts"
import { nameReview } from "../status.ts"

/** What people see in WhatsApp, and the state of Meta's review of another name. */
export function DisplayName({ number }: { number: Shapes["Number"] }) {
  const [isOpen, { open, close }] = useDisclosure()
  const review = nameReview(number.name_status)
  return (
    <Section
      title="Display name"
      intro="Shown to people in WhatsApp. Meta reviews every change, and it must represent your business."
      aside={
        <Button variant="default" size="sm" onClick={open} style={{ flexShrink: 0 }}>
          Change…
        </Button>
      }
    >
      <Text fw={550}>
        {number.verified_name}
        {review === undefined ? null : (
          <Text span c="dimmed" fw={400}>
            {" "}
            ({review})
          </Text>
        )}
      </Text>
      <NextName number={number} />
      {isOpen ? <NameForm number={number} onClose={close} /> : null}
    </Section>
  )
}

function NextName({ number }: { number: Shapes["Number"] }) {
  const name = number.requested_name === null ? "The other name" : `“${number.requested_name}”`
  switch (number.new_name_status) {
    case "PENDING_REVIEW":
      return (
        <Alert variant="light" color="gray" role="status">
          {name} is in review at Meta. People see the current name until it is approved.
        </Alert>
      )
    case "APPROVED":
      return (
        <Alert variant="light" color="teal" role="status">
          Meta approved {name}. <Anchor href="#setup">Register the number again</Anchor> to start using it.
        </Alert>
      )
    case "DECLINED":
      return (
        <Alert variant="light" color="yellow" role="status">
          Meta declined {name}. People still see the current name. Request one that your website shows too.
        </Alert>
      )
    default:
      return null
  }
}

function NameForm({ number, onClose }: { number: Shapes["Number"]; onClose: () => void }) {
  // As it was when the form opened, whatever is heard of the number meanwhile.
  const [{ id, verified_name, display_name_revision: revision }] = useState(number)
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { display_name: verified_name },
    validate: {
      display_name: (value) =>
        value.trim().length >= 2 && value.trim().length <= 75 ? null : "Use 2 to 75 characters",
    },
  })
  const ask = useAction(
    async ({ display_name }: { display_name: string }) => {
      const { error } = await client.POST("/v1/numbers/{id}/display-name", {
        params: { path: { id } },
        body: { display_name: display_name.trim(), revision },
      })
      if (error) throw error
      sayDone("Name submitted for review.")
      onClose()
      void queries.invalidateQueries()
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title="Change the display name" isBusy={ask.isBusy} onClose={onClose}>
      <form onSubmit={form.onSubmit(ask.run)} noValidate>
        <Stack>
          <ProblemAlert failure={ask.failure} />
          <TextInput
            label="New display name"
            maxLength={75}
            data-autofocus
            {...form.getInputProps("display_name")}
          />
          <Group justify="flex-end">
            <Button variant="default" disabled={ask.isBusy} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={ask.isBusy} disabled={!form.isDirty()}>
              Request change
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
