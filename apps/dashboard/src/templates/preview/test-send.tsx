import { Button, Group, Select, Stack, TextInput } from "@mantine/core"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useBusinessAccounts } from "../business-accounts.ts"
import { issueOf } from "../values/issues.ts"
import { withoutUploads } from "../values/uploads.ts"
import { useValues } from "../values/use-values.ts"
import { ValueFields } from "../values/value-fields.tsx"
import { ContactSelect } from "./contact-select.tsx"
import { TestOutcome } from "./test-outcome.tsx"

const lastPhone = "parley.test-phone"

/** Sends a template to the member's own phone. */
export function TestSend({ template, onClose }: { template: Shapes["Template"]; onClose: () => void }) {
  const accounts = useBusinessAccounts()
  const numbers = accounts.data?.find(({ id }) => id === template.business_account_id)?.numbers ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [to, setTo] = useState(() => localStorage.getItem(lastPhone) ?? "")
  const [contactId, setContactId] = useState<string | null>(null)
  const values = useValues(template)
  const [queued, setQueued] = useState<Shapes["QueuedMessage"]>()
  const numberId = chosen ?? numbers[0]?.id ?? null
  const { run, isBusy, failure } = useAction(
    async () => {
      if (numberId === null) return
      localStorage.setItem(lastPhone, to)
      const { data, error } = await client.POST("/v1/messages/test", {
        body: {
          number_id: numberId,
          to,
          content: { kind: "template", template_id: template.id, values: values.valuesOf(values.form) },
          ...(contactId === null ? {} : { contact_id: contactId }),
        },
      })
      if (error) throw error
      setQueued(data)
    },
    (refusal) => {
      setQueued(undefined)
      return refusal
    },
  )
  const refused = issueOf(failure)
  const errors = values.errorsWith(refused ? [refused] : [])
  return (
    <Dialog onClose={onClose} title="Send a test to yourself" size="lg" isBusy={isBusy}>
      <Stack>
        <TextInput
          label="Your phone"
          description="With its country code. Send tests only to people who know about it."
          type="tel"
          autoComplete="tel"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Select
          label="From"
          data={numbers.map(({ id, display_phone_number, verified_name }) => ({
            value: id,
            label: `${verified_name} · ${display_phone_number}`,
          }))}
          value={numberId}
          allowDeselect={false}
          onChange={(id) => {
            setChosen(id)
            const media = values.fields.filter(({ input }) => input === "media").map(({ path }) => path)
            values.setForm((now) => withoutUploads(now, media))
          }}
        />
        <ValueFields values={values} errors={errors} numberId={numberId ?? undefined} />
        <ContactSelect
          label="Filled with the attributes of (optional)"
          value={contactId}
          onChange={setContactId}
        />
        {refused && Object.keys(errors).length > 0 ? null : <ProblemAlert failure={failure} />}
        {queued ? <TestOutcome key={queued.id} queued={queued} /> : null}
        <Group justify="flex-end">
          <Button variant="default" disabled={isBusy} onClick={onClose}>
            Close
          </Button>
          <Button
            loading={isBusy}
            disabled={to.trim() === "" || numberId === null || values.isUnreadable}
            onClick={() => void run()}
          >
            Send
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
