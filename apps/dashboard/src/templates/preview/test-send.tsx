import { Button, Group, Select, Stack } from "@mantine/core"
import { typedDigits } from "@parley/whatsapp/phone"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { ownKey } from "../../api/own-keys.ts"
import { useAction } from "../../look/action.ts"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { PhoneField } from "../../look/form/phone-field.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useMe } from "../../session/me.ts"
import { useBusinessAccounts } from "../business-accounts.ts"
import { valueIssuesOf } from "../values/issues.ts"
import { withoutUploads } from "../values/uploads.ts"
import { useValues } from "../values/use-values.ts"
import { ValueFields } from "../values/value-fields.tsx"
import type { ValueForm } from "../values/value-form.ts"
import { ContactSelect } from "./contact-select.tsx"
import type { SandboxPhone } from "./read-on-phone.tsx"
import { TestOutcome } from "./test-outcome.tsx"

/** Sends a template to the member's own phone, and shows what becomes of it. */
export function TestSend({
  template,
  from,
  begin,
  onClose,
}: {
  template: Shapes["Template"]
  /** The number that it is to be sent from. */
  from?: string | undefined
  /** What its values begin with; its samples when absent. */
  begin?: ValueForm
  onClose: () => void
}) {
  const accounts = useBusinessAccounts()
  const lastPhone = ownKey(`test phone ${useMe().member.id}`)
  const numbers = accounts.data?.find(({ id }) => id === template.business_account_id)?.numbers ?? []
  const [chosen, setChosen] = useState<string | null>(from ?? null)
  const [to, setTo] = useState(() => localStorage.getItem(lastPhone) ?? "")
  const [contactId, setContactId] = useState<string | null>(null)
  const values = useValues(template, begin && (() => ({ ...begin })))
  const [sent, setSent] = useState<{ queued: Shapes["QueuedMessage"]; phone: SandboxPhone }>()
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
      const phoneNumberId = numbers.find(({ id }) => id === numberId)?.phone_number_id ?? ""
      setSent({ queued: data, phone: { waId: typedDigits(to) ?? "", phoneNumberId } })
    },
    (refusal) => {
      setSent(undefined)
      return refusal
    },
  )
  const refused = valueIssuesOf(failure)
  const errors = values.errorsWith(refused)
  return (
    <Dialog onClose={onClose} title="Send a test" size="lg" isBusy={isBusy} losesNothing={sent !== undefined}>
      <Stack>
        <PhoneField
          label="Phone number"
          description="Only send tests to people who expect them."
          value={to}
          onChange={setTo}
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
        <ContactSelect label="Fill in from a contact (optional)" value={contactId} onChange={setContactId} />
        {refused.length > 0 && Object.keys(errors).length > 0 ? null : <ProblemAlert failure={failure} />}
        {sent ? <TestOutcome key={sent.queued.id} {...sent} /> : null}
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
