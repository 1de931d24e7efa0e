import { Select } from "@mantine/core"
import { headerOf, type Medium, withHeader } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
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

/** What stands above the text of a message. @param props.allows whether it may be a file, too, or has to be a text */
export function HeaderField({
  message,
  onChange,
  field,
  numberId,
  allows,
}: PartProps & { numberId: string | null; allows: "any" | "text" | "needed_text" }) {
  const header = headerOf(message)
  return (
    <>
      {allows === "any" ? (
        <Select
          size="sm"
          label="Header"
          allowDeselect={false}
          data={choices}
          value={header?.type ?? "none"}
          onChange={(type) => onChange(withHeader(message, headerWith(type, { link: "" })))}
        />
      ) : null}
      {allows !== "any" || header?.type === "text" ? (
        <LimitedInput
          label={allows === "text" ? "Header (optional)" : "Header text"}
          most={60}
          value={header?.type === "text" ? header.text : ""}
          {...field("interactive.header.text")}
          onChange={(text) =>
            onChange(
              withHeader(message, text === "" && allows === "text" ? undefined : { type: "text", text }),
            )
          }
        />
      ) : null}
      {header === undefined || header.type === "text" ? null : (
        <MediumField
          kind={header.type}
          medium={mediumIn(header)}
          numberId={numberId}
          at={field(`interactive.header.${header.type}.link`)["data-path"]}
          error={field("interactive.header").error}
          onChange={(medium) => onChange(withHeader(message, headerWith(header.type, medium)))}
        />
      )}
    </>
  )
}

const mediumIn = (header: Exclude<Header, { type: "text" }>): Medium =>
  header.type === "image" ? header.image : header.type === "video" ? header.video : header.document
