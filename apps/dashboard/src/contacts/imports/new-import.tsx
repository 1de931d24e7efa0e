import { Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core"
import { useNavigate } from "@tanstack/react-router"
import { useRef, useState } from "react"
import { client } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { LeaveQuestion } from "../../look/form/leave-question.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useWorkspace } from "../../session/me.ts"
import { FileChoice } from "./file-choice.tsx"
import { FileColumns } from "./file-columns.tsx"
import { type ImportKind, KindChoice } from "./kind-choice.tsx"
import { uploadFile } from "./upload-file.ts"

/** Chooses a file and uploads it. What it becomes is looked at on the import's own page, and nothing is imported before. */
export function NewImportPage() {
  return (
    <Page
      wide
      title="Import contacts"
      intro="Upload a file, check how it is read, then start the import."
      up={{ to: "/contacts", label: "Contacts" }}
    >
      <Allowed to="contacts:write" instead={<NotAllowed permission="contacts:write" />}>
        <ImportForm />
      </Allowed>
    </Page>
  )
}

function ImportForm() {
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<ImportKind>("contacts")
  const [sent, setSent] = useState<number>()
  const stop = useRef<() => void>(undefined)
  const navigate = useNavigate()
  const workspace = useWorkspace()
  const isUploading = sent !== undefined
  const isLeaving = useRef(false)

  const send = useAction(async (chosen: File) => {
    setSent(0)
    const { data, error } = await client.POST("/v1/imports", {
      body: { file_name: chosen.name.slice(-255), starts_itself: false, kind },
    })
    if (error) {
      setSent(undefined)
      throw error
    }
    const upload = uploadFile(data.id, chosen, setSent)
    stop.current = upload.stop
    try {
      await upload.done
      isLeaving.current = true
      await navigate({ to: "/contacts/imports/$importId", params: { importId: data.id } })
    } catch (refused) {
      // It has failed already unless the member stopped it; where the server is away, no file will come.
      // Until that is said, leaving the page still asks.
      try {
        await client.POST("/v1/imports/{id}/cancel", { params: { path: { id: data.id } } })
      } finally {
        setSent(undefined)
      }
      throw refused
    }
  })

  return (
    <Stack gap="lg">
      <ProblemAlert failure={send.failure} />
      <Section title="File">
        <KindChoice kind={kind} onChange={setKind} isDisabled={isUploading} />
        <FileChoice
          file={file}
          onChoose={(chosen) => {
            send.forget()
            setFile(chosen)
          }}
          isDisabled={isUploading}
        />
        <Group gap="lg">
          <FileColumns kind={kind} />
          <Anchor
            size="sm"
            href={`/v1/imports/sample.csv?${new URLSearchParams({ kind, workspace: workspace.id })}`}
            download={`${kind}.csv`}
          >
            Download a sample file
          </Anchor>
        </Group>
      </Section>
      {sent === undefined ? null : <Uploading sent={sent} onStop={() => stop.current?.()} />}
      <Group justify="flex-end">
        <Button
          disabled={file === null}
          loading={send.isBusy}
          onClick={() => {
            if (file !== null) void send.run(file)
          }}
        >
          Upload and continue
        </Button>
      </Group>
      <LeaveQuestion
        title="Stop the upload?"
        stay="Stay"
        isUnfinished={() => isUploading && !isLeaving.current}
      >
        The file is still uploading. It can be imported only if the upload finishes.
      </LeaveQuestion>
    </Stack>
  )
}

function Uploading({ sent, onStop }: { sent: number; onStop: () => void }) {
  return (
    <Section
      title="Uploading"
      intro="Stay on this page until the upload finishes."
      aside={
        <Button variant="default" size="xs" onClick={onStop}>
          Stop upload
        </Button>
      }
    >
      <Progress value={sent * 100} aria-label="Uploaded" />
      <Text size="sm" c="dimmed">
        {Math.floor(sent * 100)} %
      </Text>
    </Section>
  )
}
