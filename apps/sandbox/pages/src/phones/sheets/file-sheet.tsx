import { Button, Stack, Text, TextInput } from "@mantine/core"
import { useEffect, useState } from "react"
import { type Choice, fileMessage, objection, readBase64, sizeInWords } from "../chat/sending.ts"
import type { Written } from "../content/content.ts"
import { Sheet } from "./sheet.tsx"

/** The file that was picked, looked at before it is sent. */
export function FileSheet({
  choice,
  file,
  onClose,
  onSend,
}: {
  choice: Choice
  file: File
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const [caption, setCaption] = useState("")
  const [failure, setFailure] = useState<string>()
  const [isReading, setReading] = useState(false)
  const address = useAddress(file)
  const refused = objection(choice, file) ?? failure
  const takesCaption = choice.kind !== "audio" && choice.kind !== "sticker"
  const send = async () => {
    setReading(true)
    try {
      onSend(fileMessage(choice, file, await readBase64(file), caption))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      setReading(false)
    }
  }
  return (
    <Sheet onClose={onClose} title={choice.label}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {refused === undefined && address !== undefined ? (
            <Preview kind={choice.kind} address={address} name={file.name} />
          ) : null}
          <Text size="sm">
            {file.name} · {sizeInWords(file.size)}
          </Text>
          {refused === undefined ? null : (
            <Text size="sm" c="var(--chat-failed)" role="alert">
              {refused}
            </Text>
          )}
          {takesCaption ? (
            <TextInput
              label="Caption"
              dir="auto"
              maxLength={1024}
              value={caption}
              onChange={(event) => setCaption(event.currentTarget.value)}
            />
          ) : null}
          <Button type="submit" disabled={refused !== undefined} loading={isReading}>
            Send {choice.label.toLowerCase()}
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

function Preview({ kind, address, name }: { kind: Choice["kind"]; address: string; name: string }) {
  const style = { width: "100%", maxHeight: 260, objectFit: "contain" as const }
  switch (kind) {
    case "image":
    case "sticker":
      return <img src={address} alt={name} style={style} />
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what people film
      return <video src={address} controls style={style} />
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what people say
      return <audio src={address} controls style={{ width: "100%" }} />
    default:
      return null
  }
}

/** An address within this page for a file from the disk. */
function useAddress(file: File): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const fresh = URL.createObjectURL(file)
    setAddress(fresh)
    return () => URL.revokeObjectURL(fresh)
  }, [file])
  return address
}
