import { ActionIcon, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core"
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react"
import { useState } from "react"
import { AttributePicker } from "../contacts/attributes/attribute-picker.tsx"
import { fieldWords } from "../contacts/field-words.ts"
import { nameOf } from "../contacts/name.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { ContactSelect } from "../templates/preview/contact-select.tsx"
import { type AudienceSteps, fieldsNamed, type PreviewAs, type PreviewKind } from "./preview-as.ts"

/** Chooses as which contact the message is shown. */
export function PreviewAsFields({ as, content }: { as: PreviewAs; content: unknown }) {
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Show it for"
        value={as.kind}
        data={[
          { value: "contact", label: "A contact" },
          { value: "made_up", label: "Made up" },
          ...(as.audience === undefined ? [] : [{ value: "audience", label: "The audience" }]),
        ]}
        onChange={(kind) => as.setKind(kind as PreviewKind)}
      />
      {as.kind === "contact" ? (
        <ContactSelect label="Show it for" value={as.contactId} onChange={as.setContactId} />
      ) : null}
      {as.kind === "made_up" ? <MadeUp as={as} content={content} /> : null}
      {as.kind === "audience" && as.audience !== undefined ? <Steps steps={as.audience} /> : null}
    </Stack>
  )
}

/** Fields that the message names, and those that one adds. */
function MadeUp({ as: { fields, setFields }, content }: { as: PreviewAs; content: unknown }) {
  const [added, setAdded] = useState<readonly string[]>([])
  const shown = [...new Set([...fieldsNamed(content), ...Object.keys(fields), ...added])]
  return (
    <Stack gap="xs">
      {shown.map((name) => (
        <TextInput
          key={name}
          size="xs"
          label={labelOf(name)}
          value={fields[name] ?? ""}
          onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
        />
      ))}
      {shown.length === 0 ? (
        <Text size="xs" c="dimmed">
          The message names nothing of a contact.
        </Text>
      ) : null}
      <AttributePicker
        label="Add a field"
        size="xs"
        value={null}
        onChange={(field) => setAdded((before) => [...before, field])}
      />
    </Stack>
  )
}

const labelOf = (name: string): string =>
  name in fieldWords ? fieldWords[name as keyof typeof fieldWords].label : name.replace(/^attributes\./, "")

function Steps({ steps: { person, place, isLoading, failure, next, back } }: { steps: AudienceSteps }) {
  return (
    <Stack gap="xs">
      <ProblemAlert failure={failure} />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <ActionIcon variant="default" disabled={back === undefined} aria-label="Person before" onClick={back}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Text size="sm" role="status" ta="center" style={{ overflowWrap: "anywhere" }}>
          {person === undefined ? (
            isLoading ? (
              "Looking…"
            ) : (
              "Nobody matches."
            )
          ) : (
            <>
              {place}: <bdi>{nameOf({ ...person, bsuid: null })}</bdi>
            </>
          )}
        </Text>
        <ActionIcon variant="default" disabled={next === undefined} aria-label="Next person" onClick={next}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </Group>
    </Stack>
  )
}
