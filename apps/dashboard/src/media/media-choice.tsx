import { Button, CloseButton, FileButton, Group, Input, Stack, Text, TextInput } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { libraryFileOf, libraryId } from "@parley/model"
import type { MediaClass } from "@parley/whatsapp/messages"
import { IconFile, IconPhotoSearch, IconUpload } from "@tabler/icons-react"
import { api } from "../api/client.ts"
import { asProblem } from "../api/problem.ts"
import { useNotation } from "../look/time/notation.ts"
import { Allowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { sizeOf } from "../templates/header-file.ts"
import { acceptedTypes, hintOf, mediaKinds } from "./kinds.ts"
import { LibraryDialog } from "./library-dialog.tsx"
import { Thumbnail } from "./thumbnail.tsx"
import { useUploads } from "./upload-button.tsx"

interface Medium {
  id?: string
  link?: string
  filename?: string
}

/** What a file is shown from: the media library, or an address, which may be Liquid. A document has a name that people see. */
export function MediaChoice({
  kind,
  label,
  medium,
  canUpload,
  hasName = kind === "document",
  error,
  onChange,
}: {
  kind: MediaClass
  /** Such as `Address of the picture`. */
  label: string
  medium: Medium
  /** False where nothing is sent: then an address is all there is. */
  canUpload: boolean
  /** Whether its name is asked for here. */
  hasName?: boolean
  error?: string | undefined
  onChange: (medium: Medium) => void
}) {
  const may = useMay()
  const [isChoosing, choosing] = useDisclosure()
  const choose = (file: { id: string; name: string }) =>
    onChange({ id: libraryId(file.id), ...(kind === "document" ? { filename: file.name } : {}) })
  const uploads = useUploads(([file]) => {
    if (file !== undefined) choose(file)
  }, kind)
  const refusal =
    uploads.isBusy || uploads.failure === undefined ? undefined : asProblem(uploads.failure).message
  const what = label.replace(/address of the/i, (words) => (words.startsWith("A") ? "The" : "the"))
  const { id, filename } = medium
  const named = filename === undefined ? {} : { filename }
  return (
    <Stack gap={6}>
      {id === undefined ? (
        <TextInput
          size="sm"
          type="url"
          label={label}
          description={
            canUpload ? `Where Meta finds it; it may be Liquid. Or a file: ${hintOf(kind)}.` : undefined
          }
          value={medium.link ?? ""}
          error={refusal ?? error}
          onChange={(event) => {
            uploads.forget()
            onChange({ link: event.currentTarget.value, ...named })
          }}
        />
      ) : (
        <Input.Wrapper label={what} error={refusal ?? error}>
          <ChosenFile id={id} filename={filename} onRemove={() => onChange({ link: "" })} />
        </Input.Wrapper>
      )}
      {canUpload && id === undefined ? (
        <Group gap="xs">
          <Allowed to="media:read">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPhotoSearch size={14} aria-hidden />}
              aria-label={`Choose from the library. ${what}`}
              onClick={choosing.open}
            >
              Choose from the library
            </Button>
          </Allowed>
          {may("media:write") ? (
            <FileButton
              accept={acceptedTypes([kind])}
              onChange={(file) => (file === null ? undefined : void uploads.run([file]))}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  size="xs"
                  loading={uploads.isBusy}
                  leftSection={<IconUpload size={14} aria-hidden />}
                  aria-label={`Upload a file. ${what}`}
                >
                  Upload a file
                </Button>
              )}
            </FileButton>
          ) : null}
        </Group>
      ) : null}
      {hasName ? (
        <TextInput
          size="sm"
          label="Name of the document (optional)"
          description="What people see, such as Menu.pdf."
          value={filename ?? ""}
          onChange={({ currentTarget: { value } }) => {
            const { filename: _, ...rest } = medium
            onChange(value === "" ? rest : { ...rest, filename: value })
          }}
        />
      ) : null}
      {isChoosing ? (
        <LibraryDialog
          kind={kind}
          onClose={choosing.close}
          onChoose={(file) => {
            choose(file)
            choosing.close()
          }}
        />
      ) : null}
    </Stack>
  )
}

/** A file of the library, or one that Meta has under an id. */
function ChosenFile({
  id,
  filename,
  onRemove,
}: {
  id: string
  filename: string | undefined
  onRemove: () => void
}) {
  const notation = useNotation()
  const fileId = libraryFileOf(id)
  const file = api.useQuery(
    "get",
    "/v1/media/{id}",
    { params: { path: { id: fileId ?? "" } } },
    { enabled: fileId !== undefined, retry: false },
  )
  const words =
    file.data === undefined
      ? (filename ?? "Your file")
      : `${file.data.name}, ${sizeOf({ size: file.data.bytes }, notation)}`
  return (
    <Group wrap="nowrap" gap="sm" mt={4}>
      {file.data === undefined ? (
        <IconFile size={24} aria-hidden />
      ) : (
        <Thumbnail file={file.data} size={48} />
      )}
      <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
        {words}
        <Text span inherit c="dimmed">
          {file.error ? ". It is not in the library any more." : null}
          {fileId === undefined ? ". Uploaded to Meta, which keeps it for 30 days." : null}
          {file.data === undefined ? null : `. ${mediaKinds[file.data.kind].label} of the library.`}
        </Text>
      </Text>
      <CloseButton aria-label={`Take ${words} away`} onClick={onRemove} />
    </Group>
  )
}
