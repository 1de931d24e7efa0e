import { Radio, SimpleGrid } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"

export type ImportKind = Shapes["Import"]["kind"]

const kinds: { value: ImportKind; label: string; description: string }[] = [
  { value: "contacts", label: "Contacts", description: "Each row is a person." },
  {
    value: "events",
    label: "Events or purchases",
    description: "Each row is something that a person did, and when.",
  },
]

/** What the rows of a file are. */
export function KindChoice({
  kind,
  onChange,
  isDisabled = false,
}: {
  kind: ImportKind
  onChange: (kind: ImportKind) => void
  isDisabled?: boolean
}) {
  return (
    <Radio.Group
      label="What is in the file?"
      value={kind}
      onChange={(value) => {
        const chosen = kinds.find((one) => one.value === value)
        if (chosen) onChange(chosen.value)
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        {kinds.map(({ value, label, description }) => (
          <Radio key={value} value={value} label={label} description={description} disabled={isDisabled} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
