import { Button, Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useId } from "react"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { showOnFields } from "../look/form/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"

type ConsentList = Shapes["SubscriptionGroup"]

/** Records what a person said about a group, where they said it, and what proves it. */
export function RecordConsent({ contactId, groups }: { contactId: string; groups: readonly ConsentList[] }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  if (groups.length === 0) return null
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Record consent
      </Button>
      {isOpen ? <ConsentForm contactId={contactId} groups={groups} onClose={close} /> : null}
    </>
  )
}

type Statement = {
  group_id: string
  state: "subscribed" | "unsubscribed"
  source: string
  evidence: string
}

function ConsentForm({
  contactId,
  groups,
  onClose,
}: {
  contactId: string
  groups: readonly ConsentList[]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const label = useId()
  const form = useForm<Statement>({
    initialValues: { group_id: groups[0]?.id ?? "", state: "subscribed", source: "", evidence: "" },
    validate: {
      source: (value) => (value.trim() === "" ? "Enter a source, such as a phone call" : null),
    },
  })
  const record = useAction(
    async ({ group_id, state, source, evidence }: Statement) => {
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
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title="Record consent" isBusy={record.isBusy} onClose={onClose}>
      <form onSubmit={form.onSubmit(record.run)} noValidate>
        <Stack>
          <ProblemAlert failure={record.failure} />
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
            <SegmentedControl
              fullWidth
              aria-labelledby={label}
              data={[
                { value: "subscribed", label: "Subscribed" },
                { value: "unsubscribed", label: "Unsubscribed" },
              ]}
              {...form.getInputProps("state")}
            />
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
          <Group justify="flex-end">
            <Button type="submit" loading={record.isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
