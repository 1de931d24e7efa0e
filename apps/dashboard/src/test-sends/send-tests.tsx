import { Button, Checkbox, Group, SegmentedControl, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { ownKey } from "../api/own-keys.ts"
import { type ContentDraft, givenContent } from "../composer/content.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { PhoneField } from "../look/form/phone-field.tsx"
import { SeveralSelect } from "../look/form/several-select.tsx"
import { AnchorLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Allowed } from "../session/allowed.tsx"
import { useMe } from "../session/me.ts"
import { ContactSelect } from "../templates/preview/contact-select.tsx"
import { TestResults } from "./test-results.tsx"

interface SendTestsProps {
  number: Shapes["Number"]
  messages: readonly { name: string; content: ContentDraft }[]
  /** Which of them is in front of the member. */
  shown: number
  /** Whose attributes fill them at first. */
  asContactId: string | null
  onClose: () => void
}

/** Sends what is written to the member's own phone, to a contact and to test groups, and shows what becomes of it. */
export default function SendTests({ number, messages, shown, asContactId, onClose }: SendTestsProps) {
  const lastPhone = ownKey(`test phone ${useMe().member.id}`)
  const lastGroups = ownKey(`test groups ${useMe().member.id}`)
  const [to, setTo] = useState(() => localStorage.getItem(lastPhone) ?? "")
  const [groupIds, setGroupIds] = useState<string[]>(() => readGroups(localStorage.getItem(lastGroups)))
  const [which, setWhich] = useState<"shown" | "all">("shown")
  const [inAll, setInAll] = useState(false)
  const [contactId, setContactId] = useState(asContactId)
  const [tests, setTests] = useState<Shapes["Test"][]>()
  const groups = api.useQuery("get", "/v1/test-groups", { params: { query: { limit: 100 } } })
  const known = groups.data?.data ?? []
  const chosen = groupIds.filter((id) => known.some((group) => group.id === id))
  const own = messages[shown]
  const sent = which === "all" ? messages : own === undefined ? [] : [own]
  const choosesLanguage = sent.some(
    ({ content }) => content.kind === "template" && content.language === "contact",
  )
  const isFree = sent.some(({ content }) => content.kind === "free_form")
  const { run, isBusy, failure } = useAction(
    async () => {
      localStorage.setItem(lastPhone, to)
      localStorage.setItem(lastGroups, JSON.stringify(chosen))
      const { data, error } = await client.POST("/v1/test-sends", {
        body: {
          number_id: number.id,
          messages: sent.map(({ name, content }) => ({ name, content: givenContent(content) })),
          languages: inAll && choosesLanguage ? "all" : "contact",
          to: to.trim() === "" ? [] : [{ phone: to }],
          test_group_ids: chosen,
          ...(contactId === null ? {} : { as_contact_id: contactId }),
        },
      })
      if (error) throw error
      setTests(data.data)
    },
    (refusal) => {
      setTests(undefined)
      return refusal
    },
  )
  return (
    <Dialog onClose={onClose} title="Send a test" size="lg" isBusy={isBusy} losesNothing>
      <Stack>
        <PhoneField
          label="Phone number"
          description="Only send tests to people who expect them."
          value={to}
          onChange={setTo}
        />
        {known.length === 0 ? (
          <Text size="sm" c="dimmed">
            To send to your whole team at once, make a{" "}
            <AnchorLink to="/settings/test-groups" inherit underline="always">
              test group
            </AnchorLink>
            .
          </Text>
        ) : (
          <SeveralSelect
            label="Test groups"
            data={known.map(({ id, name, members }) => ({ value: id, label: `${name} (${members.length})` }))}
            value={chosen}
            onChange={setGroupIds}
          />
        )}
        {messages.length < 2 ? null : (
          <SegmentedControl
            w="fit-content"
            aria-label="Which variants"
            value={which}
            data={[
              { value: "shown", label: own?.name ?? "This variant" },
              { value: "all", label: `All ${messages.length} variants` },
            ]}
            onChange={(value) => setWhich(value as "shown" | "all")}
          />
        )}
        {choosesLanguage ? (
          <Checkbox
            label="In all languages of the template"
            checked={inAll}
            onChange={(event) => setInAll(event.currentTarget.checked)}
          />
        ) : null}
        <Allowed to="contacts:read">
          <ContactSelect
            label="Fill in from a contact (optional)"
            value={contactId}
            onChange={setContactId}
          />
        </Allowed>
        {isFree ? (
          <Text size="sm" c="dimmed">
            A message that is not a template reaches a phone that wrote to {number.display_phone_number} in
            the last 24 hours. Write something to it first.
          </Text>
        ) : null}
        <ProblemAlert failure={failure} />
        {tests === undefined ? null : (
          <TestResults key={tests[0]?.message_id} tests={tests} phoneNumberId={number.phone_number_id} />
        )}
        <Group justify="flex-end">
          <Button variant="default" disabled={isBusy} onClick={onClose}>
            Close
          </Button>
          <Button
            loading={isBusy}
            disabled={(to.trim() === "" && chosen.length === 0) || sent.length === 0}
            onClick={() => void run()}
          >
            Send
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function readGroups(kept: string | null): string[] {
  try {
    const read: unknown = JSON.parse(kept ?? "[]")
    return Array.isArray(read) ? read.filter((id) => typeof id === "string") : []
  } catch {
    return []
  }
}
