import { Button, CloseButton, FileButton, Group, Image, Input, Stack, Text, TextInput } from "@mantine/core"
import type { SampleFormat } from "@parley/whatsapp/templates"
import { IconFile, IconUpload, IconVideo } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { useNotation } from "../../look/time/notation.ts"
import { acceptedFiles, fileHint, sizeOf, uploadFile } from "../header-file.ts"
import type { Field } from "./fields.ts"
import { fileLabelPath, mediaIdPath, withoutUpload, withUpload } from "./uploads.ts"
import type { ValueForm } from "./value-form.ts"

/** A medium by the address from which Meta fetches it, or as a file that is uploaded for the number that sends it. */
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
  const [picture, setPicture] = useState<File>()
  const uploaded = form[fileLabelPath(path)]
  const notation = useNotation()
  const upload = useAction(async (file: File | null) => {
    if (file === null || numberId === undefined) return
    const id = await uploadFile(file, format, {
      path: "/v1/message-media",
      query: { number_id: numberId },
      wanted: "id",
      notation,
    })
    setPicture(format === "IMAGE" ? file : undefined)
    const name = { fileName: file.name, label: `${file.name}, ${sizeOf(file, notation)}` }
    onChange((now) => withUpload(now, path, { id, ...name }))
  })
  const refusal =
    upload.isBusy || upload.failure === undefined ? undefined : asProblem(upload.failure).message
  if (uploaded !== undefined && form[mediaIdPath(path)] !== undefined) {
    return (
      <Input.Wrapper label={label.replace("address of the", "the")} error={error}>
        <Group wrap="nowrap" gap="sm" mt={4}>
          <Thumbnail file={picture} format={format} />
          <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
            {uploaded}
            <Text span inherit c="dimmed">
              . Uploaded; Meta keeps it for 30 days.
            </Text>
          </Text>
          <CloseButton
            aria-label={`Take ${uploaded} away`}
            onClick={() => onChange((now) => withoutUpload(now, path))}
          />
        </Group>
      </Input.Wrapper>
    )
  }
  return (
    <Stack gap={6}>
      <TextInput
        size="sm"
        type="url"
        label={label}
        description={
          numberId === undefined ? undefined : `Where Meta finds it. Or upload a file: ${fileHint(format)}.`
        }
        value={form[path] ?? ""}
        error={refusal ?? error}
        onChange={(event) => {
          const address = event.currentTarget.value
          upload.forget()
          onChange((now) => ({ ...now, [path]: address }))
        }}
      />
      {numberId === undefined ? null : (
        <FileButton accept={acceptedFiles(format)} onChange={(file) => void upload.run(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              w="fit-content"
              loading={upload.isBusy}
              leftSection={<IconUpload size={14} aria-hidden />}
              aria-label={`Upload a file. ${label.replace("address of the", "the")}`}
            >
              Upload a file
            </Button>
          )}
        </FileButton>
      )}
    </Stack>
  )
}

function Thumbnail({ file, format }: { file: File | undefined; format: SampleFormat }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (file === undefined) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  if (url !== undefined) return <Image src={url} alt="" w={48} h={48} radius="sm" fit="cover" />
  return format === "VIDEO" ? <IconVideo size={24} aria-hidden /> : <IconFile size={24} aria-hidden />
}
