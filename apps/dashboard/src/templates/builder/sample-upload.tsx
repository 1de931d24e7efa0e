import { FileInput, Text } from "@mantine/core"
import { SAMPLE_LIMITS, type SampleFormat, sniffSample } from "@parley/whatsapp/templates"
import { IconUpload } from "@tabler/icons-react"
import { useState } from "react"
import { asProblem } from "../../api/problem.ts"
import { chosenWorkspace } from "../../api/workspace-choice.ts"

const kinds: Record<SampleFormat, string> = { IMAGE: "JPEG or PNG", VIDEO: "MP4", DOCUMENT: "PDF" }

/** Uploads a sample file for a header. What Meta would not take is refused before it leaves the browser. */
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
  const { mimeTypes, maxBytes } = SAMPLE_LIMITS[format]
  const upload = async (file: File | null) => {
    if (file === null) return
    const wrong = await refusalOf(file, format)
    setRefusal(wrong)
    if (wrong !== undefined) return
    setBusy(true)
    const answer = await send(file, accountId)
    setBusy(false)
    if ("handle" in answer) onUploaded(answer.handle, format === "IMAGE" ? await asDataUrl(file) : null)
    else setRefusal(answer.refusal)
  }
  return (
    <FileInput
      label="Sample file"
      description={`What reviewers see. ${kinds[format]}, at most ${maxBytes / 1024 / 1024} MB.`}
      placeholder={
        isBusy ? "Uploading…" : handle === "" ? "Choose a file" : "Uploaded. Choose another to replace it"
      }
      accept={mimeTypes.join(",")}
      leftSection={<IconUpload size={16} aria-hidden />}
      disabled={isBusy}
      error={refusal === undefined ? undefined : <Text inherit>{refusal}</Text>}
      value={null}
      onChange={(file) => void upload(file)}
    />
  )
}

async function refusalOf(file: File, format: SampleFormat): Promise<string | undefined> {
  const { mimeTypes, maxBytes } = SAMPLE_LIMITS[format]
  const found = sniffSample(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  if (found === undefined || !mimeTypes.includes(found)) return `This file is not ${kinds[format]}.`
  if (file.size <= maxBytes) return undefined
  return `This file has ${(file.size / 1024 / 1024).toFixed(1)} MB; at most ${maxBytes / 1024 / 1024} MB are allowed.`
}

async function send(file: File, accountId: string): Promise<{ handle: string } | { refusal: string }> {
  const query = new URLSearchParams({ business_account_id: accountId, file_name: file.name.slice(0, 240) })
  const workspace = chosenWorkspace()
  try {
    const answer = await fetch(`/v1/template-media?${query}`, {
      method: "POST",
      body: file,
      headers: {
        "content-type": sniffSample(new Uint8Array(await file.slice(0, 16).arrayBuffer())) ?? file.type,
        ...(workspace === null ? {} : { "Parley-Workspace": workspace }),
      },
    })
    const said: unknown = await answer.json()
    if (answer.ok && typeof said === "object" && said !== null && "handle" in said) {
      return { handle: String(said.handle) }
    }
    return { refusal: asProblem(said).message }
  } catch (failure) {
    return { refusal: asProblem(failure).message }
  }
}

function asDataUrl(file: File): Promise<string> {
  return new Promise((read, fail) => {
    const reader = new FileReader()
    reader.onload = () => read(String(reader.result))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}
