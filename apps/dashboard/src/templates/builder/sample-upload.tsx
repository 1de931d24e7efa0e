import { FileInput, Text } from "@mantine/core"
import type { SampleFormat } from "@parley/whatsapp/templates"
import { IconUpload } from "@tabler/icons-react"
import { useState } from "react"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { useNotation } from "../../look/time/notation.ts"
import { acceptedFiles, fileHint, uploadFile } from "../header-file.ts"
import { keepPicture } from "./draft/sample-pictures.ts"

/** Uploads a sample file for a header. */
export function SampleUpload({
  format,
  accountId,
  handle,
  onUploaded,
}: {
  format: SampleFormat
  accountId: string
  handle: string
  onUploaded: (handle: string, pictureUrl: string | null) => void
}) {
  const [uploaded, setUploaded] = useState<{ file: File; handle: string }>()
  const notation = useNotation()
  const upload = useAction(async (file: File | null) => {
    if (file === null) return
    const value = await uploadFile(file, format, {
      path: "/v1/template-media",
      query: { business_account_id: accountId },
      wanted: "handle",
      notation,
    })
    setUploaded({ file, handle: value })
    const picture = format === "IMAGE" ? await asDataUrl(file) : null
    keepPicture(value, picture)
    onUploaded(value, picture)
  })
  const refusal =
    upload.isBusy || upload.failure === undefined ? undefined : asProblem(upload.failure).message
  return (
    <FileInput
      label="Sample file"
      description={`Shown to Meta's reviewers. ${fileHint(format)}.`}
      placeholder={
        upload.isBusy
          ? "Uploading…"
          : handle === ""
            ? "Choose a file"
            : "Uploaded. Choose another to replace it"
      }
      accept={acceptedFiles(format)}
      leftSection={<IconUpload size={16} aria-hidden />}
      disabled={upload.isBusy}
      error={refusal === undefined ? undefined : <Text inherit>{refusal}</Text>}
      value={uploaded?.handle === handle ? uploaded.file : null}
      onChange={(file) => void upload.run(file)}
    />
  )
}

function asDataUrl(file: File): Promise<string> {
  return new Promise((read, fail) => {
    const reader = new FileReader()
    reader.onload = () => read(String(reader.result))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}
