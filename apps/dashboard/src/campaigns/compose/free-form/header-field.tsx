import { Select, TextInput } from "@mantine/core"
import { headerOf, type Medium, mediaKinds, withHeader } from "./kinds.ts"
import { MediumField } from "./medium-field.tsx"
import type { PartProps } from "./part-props.ts"

const choices = [
  { value: "none", label: "None" },
  { value: "text", label: "Text" },
  { value: "image", label: "Picture" },
  { value: "video", label: "Video" },
  { value: "document", label: "Document" },
]
type Header = NonNullable<ReturnType<typeof headerOf>>

function headerWith(type: string | null, medium: Medium): Header | undefined {
  switch (type) {
    case "text":
      return { type, text: "" }
    case "image":
      return { type, image: medium }
    case "video":
      return { type, video: medium }
    case "document":
      return { type, document: medium }
    default:
      return undefined
  }
}

/** What stands above the text of a message with buttons. */
export function HeaderField({ message, onChange, field, numberId }: PartProps & { numberId: string | null }) {
  const header = headerOf(message)
  const mediaKind = mediaKinds.find((kind) => kind === header?.type)
  return (
    <>
      <Select
        size="sm"
        label="Header"
        allowDeselect={false}
        data={choices}
        value={header?.type ?? "none"}
        onChange={(type) => onChange(withHeader(message, headerWith(type, { link: "" })))}
      />
      {header?.type === "text" ? (
        <TextInput
          size="sm"
          label="Header text"
          maxLength={60}
          value={header.text}
          {...field("interactive.header.text")}
          onChange={(event) =>
            onChange(withHeader(message, { type: "text", text: event.currentTarget.value }))
          }
        />
      ) : null}
      {header === undefined || header.type === "text" || mediaKind === undefined ? null : (
        <MediumField
          kind={mediaKind}
          medium={mediumIn(header)}
          numberId={numberId}
          at={field(`interactive.header.${mediaKind}.link`)["data-path"]}
          error={field("interactive.header").error}
          onChange={(medium) => onChange(withHeader(message, headerWith(mediaKind, medium)))}
        />
      )}
    </>
  )
}

const mediumIn = (header: Exclude<Header, { type: "text" }>): Medium =>
  header.type === "image" ? header.image : header.type === "video" ? header.video : header.document
