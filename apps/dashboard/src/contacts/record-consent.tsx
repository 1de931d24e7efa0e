import { Button, SegmentedControl, Select, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useId } from "react"
import { client, type Shapes } from "../api/client.ts"
import { useAddressDialog } from "../look/dialogs/address-dialog.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

type ConsentList = Shapes["SubscriptionGroup"]

/** Records what a person said about a group, where they said it, and what proves it. */
export function RecordConsent({ contactId, groups }: { contactId: string; groups: readonly ConsentList[] }) {
  const [isOpen, { open, close }] = useAddressDialog("consent")
  if (groups.length === 0) return null
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Record consent
      </Button>
      {isOpen ? (
        <ConsentForm
          contactId={contactId}
          groups={groups}
          begin={{ group_id: groups[0]?.id ?? "", state: "subscribed" }}
          onClose={close}
        />
      ) : null}
    </>
  )
}

type Statement = {
  group_id: string
  state: "subscribed" | "unsubscribed"
  source: string
  evidence: string
}

const states: { value: Statement["state"]; label: string }[] = [
  { value: "subscribed", label: "Subscribed" },
  { value: "unsubscribed", label: "Unsubscribed" },
]

/** Asks for the source of a consent, which proves it. */
export function ConsentForm({
  contactId,
  groups,
  begin,
  onClose,
}: {
  contactId: string
  groups: readonly ConsentList[]
  /** What is chosen at first. */
  begin: Pick<Statement, "group_id" | "state">
  onClose: () => void
}) {
  const queries = useQueryClient()
  const label = useId()
  const form = useForm<Statement>({
    initialValues: { ...begin, source: "", evidence: "" },
    validate: {
      source: (value) => (value.trim() === "" ? "Enter a source, such as a phone call" : null),
    },
  })
  return (
    <FormDialog
      title="Record consent"
      form={form}
      words={{ group_id: "Subscription group", state: "Status", source: "Source", evidence: "Evidence" }}
      isNew
      // What was typed about one group is not put into the form of another.
      draft={`consent ${contactId} ${begin.group_id} ${begin.state}`}
      submit="Save"
      onClose={onClose}
      onSubmit={async ({ group_id, state, source, evidence }) => {
        const { data, error } = await client.PUT("/v1/contacts/{id}/subscriptions/{group_id}", {
          params: { path: { id: contactId, group_id } },
          body: { state, source: source.trim(), evidence: evidence.trim() || null },
        })
        if (error) throw error
        sayDone(data.changed ? "Consent recorded." : `Already ${data.state}. Nothing changed.`)
        onClose()
        void queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => /^\/v1\/(contacts|subscription-groups)/.test(String(path)),
        })
      }}
    >
      <Select
        label="Subscription group"
        allowDeselect={false}
        data={groups.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("group_id")}
      />
      <div>
        <Text size="sm" fw={500} id={label} mb={4}>
          Status
        </Text>
        <SegmentedControl fullWidth aria-labelledby={label} data={states} {...form.getInputProps("state")} />
      </div>
      <TextInput
        label="Source"
        description="Where they agreed or opted out"
        placeholder="Phone call"
        maxLength={200}
        {...form.getInputProps("source")}
      />
      <Textarea
        label="Evidence"
        description="Proof, such as an order number or a link"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps("evidence")}
      />
    </FormDialog>
  )
}
