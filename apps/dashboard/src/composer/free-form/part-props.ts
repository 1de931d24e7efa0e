import type { Message } from "../content.ts"

/** What one part of a message needs of the form around it. */
export interface PartProps {
  message: Message
  onChange: (message: Message) => void
  /** Its name in the form and, if there is one, what is wrong with it. */
  field: (path: string) => { "data-path": string; error: string | undefined }
}
