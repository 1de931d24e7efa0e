import { Button, Group, Image, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { IconDownload } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { api, client, type Shapes } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { FormDialog } from "../look/form/form-dialog.tsx"
import { AnchorLink, pathOf } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { Allowed } from "../session/allowed.tsx"
import { FileSize } from "./file-size.tsx"
import { downloadFile, useFileUrl, usePictureUrl } from "./file-url.ts"
import { mediaKinds } from "./kinds.ts"

const route = getRouteApi("/framed/media/$fileId")
const up = { to: "/media", label: "Media library" } as const
type File = Shapes["MediaFileDetails"]

/** One file: how it looks, what shows it, and where Meta has it. */
export function MediaFilePage() {
  const { fileId: id } = route.useParams()
  const file = api.useQuery("get", "/v1/media/{id}", { params: { path: { id } } })
  const download = useAction(async () => {
    if (file.data) await downloadFile(file.data)
  })
  if (file.data === undefined) {
    return (
      <Page title="File" up={up}>
        {file.error ? <ProblemAlert failure={file.error} retry={file.refetch} /> : <Loading />}
      </Page>
    )
  }
  const { data } = file
  return (
    <Page
      title={data.name}
      up={up}
      action={
        <Group gap="xs">
          <Button
            variant="default"
            loading={download.isBusy}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void download.run()}
          >
            Download
          </Button>
          <Allowed to="media:write">
            <RenameFile file={data} />
            <DeleteFile file={data} />
          </Allowed>
        </Group>
      }
    >
      <Stack>
        <ProblemAlert failure={download.failure} />
        <Section title={mediaKinds[data.kind].label}>
          <Stack gap="sm">
            <Shown file={data} />
            <Text size="sm" c="dimmed">
              {data.mime_type} · <FileSize bytes={data.bytes} />
              {data.width === null ? null : ` · ${data.width} × ${data.height}`}
              {data.is_animated ? " · animated" : null} · uploaded <Instant at={data.created_at} ago />
            </Text>
          </Stack>
        </Section>
        <Uses id={id} />
        <Uploads file={data} />
      </Stack>
    </Page>
  )
}

function Shown({ file: { id, kind, name } }: { file: File }) {
  const isPlayed = kind === "audio" || kind === "video"
  const isPicture = kind === "image" || kind === "sticker"
  const played = useFileUrl(isPlayed ? id : undefined)
  const picture = usePictureUrl(isPicture ? id : undefined)
  if (picture !== undefined)
    return <Image src={picture} alt={name} mah={360} w="auto" maw="100%" fit="contain" radius="sm" />
  if (played === undefined) return null
  // biome-ignore lint/a11y/useMediaCaption: what members upload has none
  if (kind === "audio") return <audio controls src={played} aria-label={name} style={{ maxWidth: "100%" }} />
  return (
    // biome-ignore lint/a11y/useMediaCaption: what members upload has none
    <video controls src={played} aria-label={name} style={{ maxHeight: 360, maxWidth: "100%" }} />
  )
}

function Uses({ id }: { id: string }) {
  const uses = api.useQuery("get", "/v1/media/{id}/uses", { params: { path: { id } } })
  return (
    <Section title="Used by">
      <ProblemAlert failure={uses.error} retry={uses.refetch} />
      {uses.data?.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing shows this file.
        </Text>
      ) : null}
      <Stack gap={4}>
        {uses.data?.data.map((use) => (
          <Text key={use.id} size="sm">
            {use.kind === "campaign" ? (
              <AnchorLink to={pathOf("/campaigns/$campaignId", use.id)} inherit>
                {use.name}
              </AnchorLink>
            ) : (
              "A message that waits"
            )}
          </Text>
        ))}
      </Stack>
    </Section>
  )
}

const states = {
  ready: "Meta has it until",
  waiting: "It is being given to Meta.",
  failed: "Meta does not take it.",
  expired: "It is given to Meta when it is next sent.",
} as const

function Uploads({ file: { uploads } }: { file: File }) {
  const numbers = useNumbers()
  if (uploads.length === 0) return null
  return (
    <Section title="With Meta">
      <Stack gap={4}>
        {uploads.map(({ number_id, state, expires_at, failure }) => (
          <Text key={number_id} size="sm">
            {numbers?.find(({ id }) => id === number_id)?.display_phone_number ?? "A number"}:{" "}
            <Text span inherit c="dimmed">
              {states[state]} {state === "ready" && expires_at !== null ? <Instant at={expires_at} /> : null}
              {state === "failed" || state === "waiting" ? (failure ?? "") : null}
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  )
}

function RenameFile({ file: { id, name, revision } }: { file: File }) {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        Rename
      </Button>
      {isOpen ? (
        <Rename
          name={name}
          onClose={dialog.close}
          onRename={async (next) => {
            const { error } = await client.PATCH("/v1/media/{id}", {
              params: { path: { id } },
              body: { name: next, revision },
            })
            if (error) throw error
            void queries.invalidateQueries({ queryKey: ["get", "/v1/media/{id}"] })
            void queries.invalidateQueries({ queryKey: ["get", "/v1/media"] })
            sayDone("Renamed.")
          }}
        />
      ) : null}
    </>
  )
}

function Rename({
  name,
  onRename,
  onClose,
}: {
  name: string
  onRename: (name: string) => Promise<void>
  onClose: () => void
}) {
  const form = useForm({
    initialValues: { name },
    validate: { name: (typed) => (typed.trim() === "" ? "Enter a name" : null) },
  })
  return (
    <FormDialog
      title="Rename file"
      form={form}
      words={{ name: "Name" }}
      submit="Rename"
      onSubmit={async ({ name: next }) => {
        await onRename(next.trim())
        onClose()
      }}
      onClose={onClose}
    >
      <TextInput label="Name" maxLength={240} data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  )
}

function DeleteFile({ file: { id, name } }: { file: File }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, asking] = useDisclosure(false)
  const remove = async () => {
    const { error } = await client.DELETE("/v1/media/{id}", { params: { path: { id } } })
    if (error) throw error
    await navigate({ to: "/media" })
    sayDone(`${name} was deleted.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/media"] })
  }
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        Delete
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={remove}
          onClose={asking.close}
        >
          <Text size="sm">A file that a campaign or a waiting message shows can't be deleted.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
