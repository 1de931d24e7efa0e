import type { NumberView } from "../../../../src/control/views/shapes.ts"
import type { Choice } from "../chat/sending.ts"
import type { Content, FlowOpening, ProductsOpening, Written } from "../content/content.ts"
import { FlowSheet } from "../flows/flow-sheet.tsx"
import { ContactSheet } from "./contact-sheet.tsx"
import { FileSheet } from "./file-sheet.tsx"
import { ListSheet } from "./list-sheet.tsx"
import { LocationSheet } from "./location-sheet.tsx"
import { ProductsSheet } from "./products-sheet.tsx"

/** What is open over a chat until something is sent. */
export type OpenSheet =
  | { kind: "list"; content: Content }
  | { kind: "file"; choice: Choice; file: File }
  | { kind: "location" }
  | { kind: "contact" }
  | FlowOpening
  | ProductsOpening

export function ChatSheet({
  sheet,
  number,
  currency,
  onClose,
  onSend,
}: {
  sheet: OpenSheet
  number: NumberView
  /** Of the business account. */
  currency: string
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const both = { onClose, onSend }
  switch (sheet.kind) {
    case "list":
      return (
        <ListSheet
          content={sheet.content}
          onClose={onClose}
          onPick={({ id, title, description }) =>
            onSend({
              type: "interactive",
              interactive: {
                type: "list_reply",
                list_reply: { id, title, ...(description === "" ? {} : { description }) },
              },
            })
          }
        />
      )
    case "file":
      return <FileSheet {...both} choice={sheet.choice} file={sheet.file} />
    case "location":
      return <LocationSheet {...both} />
    case "contact":
      return <ContactSheet {...both} />
    case "flow":
      return <FlowSheet {...both} opening={sheet} wabaId={number.waba_id} />
    default:
      return <ProductsSheet {...both} opening={sheet} currency={currency} />
  }
}
