import { Anchor, Stack } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { Sheet } from "../../look/table/sheet.tsx"
import { fileColumns } from "./column-words.ts"
import type { ImportKind } from "./kind-choice.tsx"

/** Says which columns a file may have, to those who ask. */
export function FileColumns({ kind }: { kind: ImportKind }) {
  const [isOpen, { toggle }] = useDisclosure()
  return (
    <Stack gap="xs">
      <Anchor
        component="button"
        type="button"
        size="sm"
        aria-expanded={isOpen}
        onClick={toggle}
        style={{ alignSelf: "flex-start" }}
      >
        {isOpen ? "Hide the columns" : "Which columns can the file have?"}
      </Anchor>
      {isOpen ? (
        <Sheet
          label="Columns of a file"
          rows={fileColumns[kind]}
          keyOf={({ name }) => name}
          columns={[
            { heading: "Column", kind: "title", cell: ({ name }) => name },
            { heading: "What goes there", kind: "long", cell: ({ note }) => note },
          ]}
        />
      ) : null}
    </Stack>
  )
}
