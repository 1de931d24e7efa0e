import { Button, Stack, Table, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import type { ReactNode } from "react"
import type { Shapes } from "../api/client.ts"
import { FewFirst } from "../look/few-first.tsx"
import { Instant } from "../look/instant.tsx"
import { AnchorLink } from "../look/links.tsx"
import { useMe } from "../session/me.ts"
import classes from "./audit.module.css"
import { type ChangedField, changedFields, whatHappened } from "./audit-change.ts"
import { asWords } from "./audit-words.ts"

const fewFields = 3

/** One change as a row, which on a phone becomes a block. */
export function RecordRow({ record }: { record: Shapes["AuditRecord"] }) {
  const { at, actor } = record
  const zone = useMe().member.time_zone ?? undefined
  return (
    <Table.Tr className={classes.record ?? ""}>
      <Table.Td className={classes.when ?? ""}>
        <Instant at={at} size="sm" c="dimmed" />
      </Table.Td>
      <Table.Td className={classes.who ?? ""}>
        <Text size="sm">{actor.name ?? (actor.kind === "system" ? "Meta or Parley" : "Unknown")}</Text>
        {actor.kind === "api_key" ? (
          <Text size="xs" c="dimmed">
            API key
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td className={classes.what ?? ""}>
        <Text size="sm" fw={550}>
          {whatHappened(record)}
        </Text>
        <Subject record={record} />
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          <FewFirst all={changedFields(record, zone)} few={fewFields} what="changes">
            {(shown) => shown.map((field) => <Change key={field.label} field={field} />)}
          </FewFirst>
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}

function Subject({ record: { action, subject } }: { record: Shapes["AuditRecord"] }) {
  const { kind, id, name } = subject
  const text = name !== null && kind === "acknowledgement" ? asWords(name) : name
  const page = id === null || action.endsWith(".deleted") ? undefined : pages[kind]
  if (page !== undefined && id !== null) {
    return (
      <Text size="sm" className={classes.words ?? ""}>
        {page(id, text ?? "Open")}
      </Text>
    )
  }
  if (text === null) return null
  return (
    <Text size="sm" c="dimmed" className={classes.words ?? ""}>
      {text}
    </Text>
  )
}

/** Where a kind of subject has a page of its own under its id. */
const pages: Readonly<Record<string, (id: string, text: string) => ReactNode>> = {
  contact: (contactId, text) => (
    <AnchorLink to="/contacts/$contactId" params={{ contactId }} inherit>
      {text}
    </AnchorLink>
  ),
  import: (importId, text) => (
    <AnchorLink to="/contacts/imports/$importId" params={{ importId }} inherit>
      {text}
    </AnchorLink>
  ),
  number: (numberId, text) => (
    <AnchorLink to="/connect/whatsapp/numbers/$numberId" params={{ numberId }} inherit>
      {text}
    </AnchorLink>
  ),
  subscription_group: (groupId, text) => (
    <AnchorLink to="/subscription-groups/$groupId" params={{ groupId }} inherit>
      {text}
    </AnchorLink>
  ),
  template_group: (groupId, text) => (
    <AnchorLink to="/templates/$groupId" params={{ groupId }} inherit>
      {text}
    </AnchorLink>
  ),
}

/** More than this does not fit into two lines. */
const fewCharacters = 110

function Change({ field: { label, was, is } }: { field: ChangedField }) {
  const [isWhole, { toggle }] = useDisclosure()
  const isLong = [was, is].some((value) => (value?.length ?? 0) > fewCharacters || value?.includes("\n"))
  return (
    <div>
      <Text size="xs" className={classes.words ?? ""} {...(isLong && !isWhole ? { lineClamp: 2 } : {})}>
        <Text span inherit c="dimmed">
          {label}:
        </Text>{" "}
        {was === undefined ? null : (
          <Text span inherit component="del" c="dimmed">
            {was}
          </Text>
        )}
        {was === undefined || is === undefined ? null : " → "}
        {is}
      </Text>
      {isLong ? (
        <Button variant="subtle" size="compact-xs" aria-expanded={isWhole} onClick={toggle}>
          {isWhole ? "Show less" : "Show all"}
        </Button>
      ) : null}
    </div>
  )
}
