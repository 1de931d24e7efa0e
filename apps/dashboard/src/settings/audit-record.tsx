import { Button, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import type { Shapes } from "../api/client.ts"
import { asWords } from "../look/as-words.ts"
import { AnchorLink, pathOf } from "../look/links.tsx"
import { FewFirst } from "../look/show-more.tsx"
import type { Column } from "../look/table/column.ts"
import { Instant } from "../look/time/instant.tsx"
import type { Notation } from "../look/time/notation.ts"
import classes from "./audit.module.css"
import { type ChangedField, changedFields, whatHappened } from "./audit-change.ts"
import type { AuditDictionary } from "./audit-dictionary.ts"

const fewFields = 3

type AuditRecord = Shapes["AuditRecord"]

/**
 * One change, in the columns of the audit log.
 * @param notation for instants
 */
export const recordColumns = (notation: Notation, words: AuditDictionary): readonly Column<AuditRecord>[] => [
  { heading: "When", kind: "short", cell: ({ at }) => <Instant at={at} c="dimmed" /> },
  { heading: "Actor", kind: "text", cell: ({ actor }) => <Actor actor={actor} /> },
  {
    heading: "Event",
    kind: "title",
    cell: (record) => (
      <Text span inherit fw={550}>
        {whatHappened(record, words)}
      </Text>
    ),
  },
  {
    heading: "Name",
    kind: "text",
    cell: (record) => <Subject record={record} pages={words.pages} />,
  },
  {
    heading: "Change",
    kind: "long",
    cell: (record) => {
      const fields = changedFields(record, notation, words)
      return fields.length === 0 ? null : <Changes fields={fields} />
    },
  },
]

function Actor({ actor: { kind, name } }: Pick<AuditRecord, "actor">) {
  return (
    <>
      {name ?? (kind === "system" ? "System" : "Unknown")}
      {kind === "api_key" ? (
        <Text span inherit c="dimmed">
          {" "}
          (API key)
        </Text>
      ) : null}
    </>
  )
}

function Changes({ fields }: { fields: readonly ChangedField[] }) {
  return (
    <Stack gap={2}>
      <FewFirst all={fields} few={fewFields} what="changes">
        {(shown) => shown.map((field) => <Change key={field.label} field={field} />)}
      </FewFirst>
    </Stack>
  )
}

function Subject({
  record: { action, subject },
  pages,
}: {
  record: AuditRecord
  pages: AuditDictionary["pages"]
}) {
  const { kind, id, name } = subject
  const text = name !== null && kind === "acknowledgement" ? asWords(name) : name
  const page = id === null || action.endsWith(".deleted") ? undefined : pages[kind]
  if (page !== undefined && id !== null) {
    return (
      <AnchorLink to={pathOf(page, id)} inherit>
        {text ?? "Open"}
      </AnchorLink>
    )
  }
  return (
    <Text span inherit c="dimmed">
      {text}
    </Text>
  )
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
          {label}
          {was === undefined && is === undefined ? null : ":"}
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
