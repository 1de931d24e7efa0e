import { Alert, Badge, Stack, Text } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import type { Shapes } from "../../../api/client.ts"
import { Section } from "../../../look/page/section.tsx"
import { Sheet } from "../../../look/table/sheet.tsx"
import { useAmount } from "../../../look/time/notation.ts"
import { targetInWords } from "../column-words.ts"

type Read = Shapes["ImportPreview"]

/** What the start of a file would become: its first rows, what would be refused, and what would be left out of rows. */
export function Preview({ preview }: { preview: Read }) {
  const { rows_read, rows_refused, is_complete } = preview
  const amount = useAmount()
  const part = is_complete ? "the file" : "the first part of the file"
  return (
    <Section
      title="First rows"
      intro={`${amount(rows_read)} ${rows_read === 1 ? "row" : "rows"} in ${part}, as they will be imported.`}
    >
      <Stack>
        {rows_refused === 0 ? null : <Refusals preview={preview} part={part} />}
        {preview.warnings.length === 0 ? null : <LeftOut preview={preview} />}
        <FirstRows preview={preview} />
      </Stack>
    </Section>
  )
}

function FirstRows({ preview: { columns, rows } }: { preview: Read }) {
  const read = columns.flatMap(({ target }, index) => (target === null ? [] : [{ target, index }]))
  return (
    <Sheet
      label="First rows"
      rows={rows}
      keyOf={({ line }) => line}
      columns={[
        { heading: "Line", kind: "title", cell: (row) => <Line row={row} /> },
        ...read.map(({ target, index }) => ({
          heading: targetInWords(target),
          cell: ({ values }: Shapes["PreviewedRow"]) => values[index],
        })),
      ]}
    />
  )
}

function Line({ row: { line, refusal } }: { row: Shapes["PreviewedRow"] }) {
  return (
    <>
      {line}{" "}
      {refusal === null ? null : (
        <Badge color="red" size="sm" miw="max-content" title={refusal.reason}>
          Skipped
        </Badge>
      )}
    </>
  )
}

function Refusals({ preview: { refused, rows_read, rows_refused }, part }: { preview: Read; part: string }) {
  const amount = useAmount()
  const more = rows_refused - refused.length
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${rows_refused === 1 ? "1 row" : `${amount(rows_refused)} rows`} of ${part} will be skipped`}
    >
      <Text size="sm">
        {rows_refused < rows_read ? "The others are imported. " : ""}You can download the skipped rows
        afterwards, fix them and import them again.
      </Text>
      <ul style={{ margin: "0.5rem 0 0", paddingLeft: "1.2rem" }}>
        {refused.map(({ line, reason }) => (
          <li key={line}>
            Line {line}: {reason}
          </li>
        ))}
        {more > 0 ? <li>… and {amount(more)} more</li> : null}
      </ul>
    </Alert>
  )
}

/** Cells that cannot be read, in rows that are imported without them. */
function LeftOut({ preview: { warnings } }: { preview: Read }) {
  return (
    <Alert color="gray" title="Some cells can't be read and will be left out">
      <ul style={{ margin: 0, paddingLeft: "1.2rem" }}>
        {warnings.map(({ line, column, reason }) => (
          <li key={`${line} ${column}`}>
            Line {line}, {column}: {reason}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
