import { Select, Stack, Text, TextInput } from "@mantine/core"
import { type DraftHeader, type HeaderFormat, variablesIn } from "./draft/draft.ts"
import { SampleUpload } from "./sample-upload.tsx"
import { Samples } from "./text-editor.tsx"
import { VariableMenu } from "./variable-menu.tsx"

const labels: Record<HeaderFormat, string> = {
  NONE: "None",
  TEXT: "Text",
  IMAGE: "Image",
  VIDEO: "Video",
  DOCUMENT: "Document",
  LOCATION: "Location",
  PRODUCT: "Product",
  GIF: "GIF",
}
const formats: readonly HeaderFormat[] = ["NONE", "TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "PRODUCT"]

/** What is above the text of a message. */
export function HeaderFields({
  header,
  allowed = formats,
  accountId,
  variable,
  samples,
  onChange,
  onSample,
}: {
  header: DraftHeader
  allowed?: readonly HeaderFormat[]
  accountId: string
  /** What a new variable would be called, where the text may have one. */
  variable?: string
  samples: Readonly<Record<string, string>>
  /** Given how to change the header as it is by then. */
  onChange: (change: (header: DraftHeader) => DraftHeader) => void
  onSample: (name: string, sample: string) => void
}) {
  const { format } = header
  return (
    <Stack gap="sm">
      <Select
        label="Header"
        data={(allowed.includes(format) ? allowed : [...allowed, format]).map((value) => ({
          value,
          label: labels[value],
        }))}
        value={format}
        allowDeselect={false}
        onChange={(value) => {
          const chosen = allowed.find((one) => one === value)
          if (chosen) onChange((now) => ({ ...now, format: chosen, handle: "", pictureUrl: null }))
        }}
        w={200}
      />
      {format === "TEXT" ? (
        <>
          <TextInput
            label="Header text"
            description={`${Array.from(header.text).length} / 60. One variable at most, no emoji.`}
            dir="auto"
            value={header.text}
            rightSection={
              variable === undefined || variablesIn(header.text).length > 0 ? null : (
                <VariableMenu
                  next={variable}
                  onAdd={(name) => onChange((now) => ({ ...now, text: `${now.text}{{${name}}}` }))}
                />
              )
            }
            onChange={(event) => {
              const text = event.currentTarget.value
              onChange((now) => ({ ...now, text }))
            }}
          />
          <Samples names={variablesIn(header.text)} samples={samples} onSample={onSample} />
        </>
      ) : null}
      {format === "PRODUCT" ? (
        <Text size="sm" c="dimmed">
          Picture, name and price come from the catalog. You choose the product when you send.
        </Text>
      ) : null}
      {format === "IMAGE" || format === "VIDEO" || format === "DOCUMENT" ? (
        <SampleUpload
          format={format}
          accountId={accountId}
          handle={header.handle}
          onUploaded={(handle, pictureUrl) =>
            onChange((now) => (now.format === format ? { ...now, handle, pictureUrl } : now))
          }
        />
      ) : null}
    </Stack>
  )
}
