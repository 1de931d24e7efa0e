import { Alert, Anchor, Button, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { revisionIn } from "../../look/form/edits.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { Section } from "../../look/page/section.tsx"
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

/** What it is called, or is to be called as soon as Meta allows. */
const nameOf = ({ requested_name, verified_name }: Shapes["Number"]) => requested_name ?? verified_name

function NameForm({ number, onClose }: { number: Shapes["Number"]; onClose: () => void }) {
  // As it was when the form opened, whatever is heard of the number meanwhile.
  const [opened] = useState(number)
  const { id } = opened
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { display_name: nameOf(opened) },
    validate: {
      display_name: (value) =>
        value.trim().length >= 2 && value.trim().length <= 75 ? null : "Use 2 to 75 characters",
    },
  })
  return (
    <FormDialog
      title="Change the display name"
      form={form}
      words={{ display_name: "New display name" }}
      revision={opened.display_name_revision}
      submit="Request change"
      onClose={onClose}
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/business-accounts")
        if (error) throw error
        const now = data.data.flatMap(({ numbers }) => numbers).find((one) => one.id === id) ?? number
        return { values: { display_name: nameOf(now) }, revision: now.display_name_revision }
      }}
      onSubmit={async ({ display_name }, base) => {
        const { error } = await client.POST("/v1/numbers/{id}/display-name", {
          params: { path: { id } },
          body: { display_name: display_name.trim(), ...revisionIn(base) },
        })
        if (error) throw error
        sayDone("Name submitted for review.")
        onClose()
        void queries.invalidateQueries()
      }}
    >
      <TextInput
        label="New display name"
        maxLength={75}
        data-autofocus
        {...form.getInputProps("display_name")}
      />
    </FormDialog>
  )
}
