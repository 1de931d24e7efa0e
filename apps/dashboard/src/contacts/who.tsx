import { ActionIcon, Avatar, Badge, CopyButton, Group, Paper, Stack, Text, Tooltip } from "@mantine/core"
import { IconCheck, IconCopy, IconUser } from "@tabler/icons-react"
import type { Shapes } from "../api/client.ts"
import { useServerNow } from "../api/server-time.ts"
import { Section } from "../look/page/section.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useNotation } from "../look/time/notation.ts"
import { attributeInWords, detailFields, detailInWords, initialsOf } from "./details-in-words.ts"
import { fieldWords } from "./field-words.ts"

type Contact = Shapes["ContactDetails"]

/** Who a person is, under their name: their initials, their phone, since when they are known. */
export function Identity({ contact }: { contact: Contact }) {
  const initials = initialsOf(contact)
  const { phone, phone_formatted: formatted } = contact
  return (
    <Paper withBorder p="md" component="section" aria-label="Person">
      <Group gap="md" wrap="nowrap">
        <Avatar size={52} radius="xl" color="iris" variant="light" aria-hidden>
          {initials === "" ? <IconUser size={26} /> : initials}
        </Avatar>
        <Stack gap={2} miw={0}>
          {phone === null ? (
            <Badge color="gray">Phone number not known</Badge>
          ) : (
            <Group gap={4} wrap="nowrap">
              <Text size="sm" dir="ltr" style={{ whiteSpace: "nowrap" }}>
                {formatted ?? phone}
              </Text>
              <CopyButton value={phone}>
                {({ copied, copy }) => (
                  <Tooltip label={copied ? "Copied" : "Copy"}>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color={copied ? "teal" : "gray"}
                      onClick={copy}
                      aria-label="Copy phone number"
                    >
                      {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                    </ActionIcon>
                  </Tooltip>
                )}
              </CopyButton>
            </Group>
          )}
          <Text size="sm" c="dimmed">
            Added <Instant at={contact.created_at} />
          </Text>
        </Stack>
      </Group>
    </Paper>
  )
}

/** What else is known of them: each thing that is, in words. */
export function Details({ contact }: { contact: Contact }) {
  const now = useServerNow()
  const notation = useNotation()
  const known: [string, string | null][] = [
    ...detailFields.map((field): [string, string | null] => {
      const value = contact[field]
      return [fieldWords[field].label, value && detailInWords(field, value, { now, notation })]
    }),
    ["WhatsApp ID", contact.wa_id],
    ["Business-scoped ID", contact.bsuid],
  ]
  const attributes = Object.entries(contact.attributes).map(([name, value]): [string, string | null] => [
    name,
    value === null ? null : attributeInWords(value, notation),
  ])
  return (
    <>
      <Facts title="Details" facts={known} />
      <Facts title="Attributes" facts={attributes} />
    </>
  )
}

function Facts({ title, facts }: { title: string; facts: readonly [string, string | null][] }) {
  const told = facts.filter(([, value]) => value !== null)
  if (told.length === 0) return null
  return (
    <Section title={title}>
      <Stack gap="xs" component="dl" m={0}>
        {told.map(([name, value]) => (
          <div key={name}>
            <Text size="xs" c="dimmed" component="dt" dir="auto">
              {name}
            </Text>
            <Text size="sm" component="dd" m={0} dir="auto">
              {value}
            </Text>
          </div>
        ))}
      </Stack>
    </Section>
  )
}
