import type { MediaClass } from "@parley/whatsapp/messages"
import { MediaChoice } from "../../media/media-choice.tsx"
import type { Medium } from "./kinds.ts"

const labels: Readonly<Record<MediaClass, string>> = {
  image: "Address of the picture",
  video: "Address of the video",
  document: "Address of the document",
  audio: "Address of the sound",
  sticker: "Address of the sticker",
}

/** A file of a message: of the library, or by its address. */
export function MediumField({
  kind,
  name,
  medium,
  numberId,
  at,
  error,
  onChange,
}: {
  kind: MediaClass
  /** Whose it is, where there are several. */
  name?: string
  medium: Medium
  numberId: string | null
  /** Where it is in the form around it. */
  at: string
  error: string | undefined
  onChange: (medium: Medium) => void
}) {
  const label = labels[kind]
  return (
    <div data-path={at}>
      <MediaChoice
        kind={kind}
        label={name === undefined ? label : `${name}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        medium={medium}
        canUpload={numberId !== null}
        error={error}
        onChange={onChange}
      />
    </div>
  )
}
