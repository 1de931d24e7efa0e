import { FileInput, Text } from "@mantine/core"
import type { SampleFormat } from "@parley/whatsapp/templates"
import { IconUpload } from "@tabler/icons-react"
import { useState } from "react"
import { acceptedFiles, fileHint, uploadFile } from "../header-file.ts"

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
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [uploaded, setUploaded] = useState<{ file: File; handle: string }>()
  const upload = async (file: File | null) => {
    if (file === null) return
    setRefusal(undefined)
    setBusy(true)
    const answer = await uploadFile(file, format, {
      path: "/v1/template-media",
      query: { business_account_id: accountId },
      wanted: "handle",
    })
    setBusy(false)
    if ("refusal" in answer) {
      setRefusal(answer.refusal)
      return
    }
    setUploaded({ file, handle: answer.value })
    onUploaded(answer.value, format === "IMAGE" ? await asDataUrl(file) : null)
  }
  return (
    <FileInput
      label="Sample file"
      description={`What reviewers see. ${fileHint(format)}.`}
      placeholder={
        isBusy ? "Uploading…" : handle === "" ? "Choose a file" : "Uploaded. Choose another to replace it"
      }
      accept={acceptedFiles(format)}
      leftSection={<IconUpload size={16} aria-hidden />}
      disabled={isBusy}
      error={refusal === undefined ? undefined : <Text inherit>{refusal}</Text>}
      value={uploaded?.handle === handle ? uploaded.file : null}
      onChange={(file) => void upload(file)}
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
