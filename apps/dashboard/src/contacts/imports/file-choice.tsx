import { Box, FileInput } from "@mantine/core"
import { IconUpload } from "@tabler/icons-react"
import { useState } from "react"
import { useNotation } from "../../look/time/notation.ts"
import { fileRefusal } from "./file-refusal.ts"

/** Takes a file, chosen or dropped; one that cannot be imported is refused before it leaves the browser. */
export function FileChoice({
  file,
  onChoose,
  isDisabled,
}: {
  file: File | null
  onChoose: (file: File | null) => void
  isDisabled: boolean
}) {
  const [refusal, setRefusal] = useState<string>()
  const [isOver, setOver] = useState(false)
  const notation = useNotation()
  const choose = async (chosen: File | null) => {
    const wrong = chosen === null ? undefined : await fileRefusal(chosen, notation)
    setRefusal(wrong)
    onChoose(wrong === undefined ? chosen : null)
  }
  return (
    <Box
      p="lg"
      style={{
        border: `1px dashed ${isOver ? "var(--mantine-primary-color-filled)" : "var(--mantine-color-default-border)"}`,
        borderRadius: "var(--mantine-radius-md)",
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [dropped] = event.dataTransfer.files
        if (dropped !== undefined && !isDisabled) void choose(dropped)
      }}
    >
      <FileInput
        label="File"
        description="CSV, TSV or JSON lines up to 1 GB, or Excel (.xlsx) up to 25 MB. The first row names the columns. Drop it here or choose it."
        placeholder="Choose a file"
        accept=".csv,.tsv,.tab,.txt,.xlsx,.jsonl,.ndjson,.json,text/csv"
        leftSection={<IconUpload size={16} aria-hidden />}
        disabled={isDisabled}
        clearable
        clearButtonProps={{ "aria-label": "Remove file" }}
        value={file}
        onChange={(chosen) => void choose(chosen)}
        error={refusal}
      />
    </Box>
  )
}
