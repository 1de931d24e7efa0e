import type { SampleFormat } from "@parley/whatsapp/templates"
import { MediaChoice } from "../../media/media-choice.tsx"
import type { Field } from "./fields.ts"
import { fileNamePath, mediaIdPath, withoutUpload, withUpload } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

const kinds = { IMAGE: "image", VIDEO: "video", DOCUMENT: "document" } as const

/** A medium by the address from which Meta fetches it, or a file of the media library. */
export function MediaField({
  field: { path, label },
  format,
  numberId,
  form,
  error,
  onChange,
}: {
  field: Field
  format: SampleFormat
  /** Absent where nothing is sent: then there is nothing to upload for. */
  numberId?: string | undefined
  form: ValueForm
  error: string | undefined
  /** Given how to change the form as it is by then. */
  onChange: (change: (form: ValueForm) => ValueForm) => void
}) {
  const id = form[mediaIdPath(path)]
  const filename = form[fileNamePath(path)]
  return (
    <MediaChoice
      kind={kinds[format]}
      label={label}
      hasName={false}
      canUpload={numberId !== undefined}
      medium={{
        ...(id === undefined ? { link: form[path] ?? "" } : { id }),
        ...(filename === undefined ? {} : { filename }),
      }}
      error={error}
      onChange={(medium) =>
        onChange((now) => {
          if (medium.id !== undefined)
            return withUpload(now, path, { id: medium.id, fileName: medium.filename ?? "" })
          const rest = now[mediaIdPath(path)] === undefined ? now : withoutUpload(now, path)
          return { ...rest, [path]: medium.link ?? "" }
        })
      }
    />
  )
}
