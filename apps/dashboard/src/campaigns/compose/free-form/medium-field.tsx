import { MediaField } from "../../../templates/values/media-field.tsx"
import { fileLabelPath, fileNamePath, mediaIdPath } from "../../../templates/values/uploads.ts"
import type { ValueForm } from "../../../templates/values/value-form.ts"
import type { MediaKind, Medium } from "./kinds.ts"

const formats = { image: "IMAGE", video: "VIDEO", document: "DOCUMENT" } as const
const labels = {
  image: "Address of the picture",
  video: "Address of the video",
  document: "Address of the document",
}
const path = "medium"

/** A file of a message: its address, or one that is uploaded for the number. */
export function MediumField({
  kind,
  medium,
  numberId,
  at,
  error,
  onChange,
}: {
  kind: MediaKind
  medium: Medium
  numberId: string | null
  /** Where it is in the form around it. */
  at: string
  error: string | undefined
  onChange: (medium: Medium) => void
}) {
  const form = formOf(medium)
  return (
    <div data-path={at}>
      <MediaField
        field={{ path, label: labels[kind], input: "media" }}
        format={formats[kind]}
        numberId={numberId ?? undefined}
        form={form}
        error={error}
        onChange={(change) => onChange(mediumIn(change(form), kind))}
      />
    </div>
  )
}

const formOf = ({ id, link, filename }: Medium): ValueForm => ({
  ...(id === undefined ? {} : { [mediaIdPath(path)]: id, [fileLabelPath(path)]: filename ?? "Your file" }),
  ...(link === undefined ? {} : { [path]: link }),
  ...(filename === undefined ? {} : { [fileNamePath(path)]: filename }),
})

function mediumIn(form: ValueForm, kind: MediaKind): Medium {
  const id = form[mediaIdPath(path)]
  const filename = form[fileNamePath(path)]
  return {
    ...(id === undefined ? { link: form[path] ?? "" } : { id }),
    ...(kind === "document" && filename ? { filename } : {}),
  }
}
