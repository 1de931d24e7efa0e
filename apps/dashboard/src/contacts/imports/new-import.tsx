import { Button, Group, Progress, Stack, Text } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useNavigate } from "@tanstack/react-router"
import { useRef, useState } from "react"
import { client } from "../../api/client.ts"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { LeaveQuestion } from "../../look/form/leave-question.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { FileChoice } from "./file-choice.tsx"
import { FileColumns } from "./file-columns.tsx"
import { Preview } from "./preview.tsx"
import { asRequest, type ImportSettings } from "./settings.ts"
import { SettingsFields } from "./settings-fields.tsx"
import { StartImport } from "./start-import.tsx"
import { uploadFile } from "./upload-file.ts"
import { usePreview } from "./use-preview.ts"

/** Chooses a CSV file, shows what it would become, and uploads it. */
export function NewImportPage() {
  return (
    <Page
      wide
      title="Import contacts"
      intro="Upload a CSV with phone numbers and consent. Rows with errors are skipped."
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
  const [sent, setSent] = useState<number>()
  const [isAsking, asking] = useDisclosure(false)
  const stop = useRef<() => void>(undefined)
  const navigate = useNavigate()
  const form = useForm<ImportSettings>({
    initialValues: { subscription_group_id: "", consent_source: "", default_country: "" },
  })
  const preview = usePreview(file, form.values)
  const isUploading = sent !== undefined
  const isLeaving = useRef(false)

  const send = useAction(async (id: string, chosen: File) => {
    setSent(0)
    const upload = uploadFile(id, chosen, setSent)
    stop.current = upload.stop
    try {
      await upload.done
      isLeaving.current = true
      await navigate({ to: "/contacts/imports/$importId", params: { importId: id } })
    } catch (refused) {
      // It has failed already unless the member stopped it; where the server is away, no file will come.
      // Until that is said, leaving the page still asks.
      try {
        await client.POST("/v1/imports/{id}/cancel", { params: { path: { id } } })
      } finally {
        setSent(undefined)
      }
      throw refused
    }
  })
  const start = async (chosen: File) => {
    send.forget()
    const { data, error } = await client.POST("/v1/imports", {
      body: { file_name: chosen.name.slice(-255), ...asRequest(form.values) },
    })
    if (error) throw error
    void send.run(data.id, chosen)
  }

  const refusal = file === null || preview.error === null ? undefined : asProblem(preview.error)
  const read = preview.isSuccess && !preview.isPlaceholderData ? preview.data : undefined
  const isNothing = read?.is_complete === true && read.rows_read === read.rows_refused
  // No form: what cannot be undone is not started by Enter in one of the fields.
  return (
    <Stack gap="lg">
      <ProblemAlert failure={send.failure} />
      <Section title="File">
        <FileChoice
          file={file}
          onChoose={setFile}
          isDisabled={isUploading}
          error={refusal?.field === "file" ? refusal.message : undefined}
        />
        <FileColumns />
        <SettingsFields form={form} isDisabled={isUploading} />
        {refusal === undefined || refusal.field === "file" ? null : (
          <ProblemAlert failure={preview.error} retry={preview.refetch} />
        )}
      </Section>
      {file !== null && preview.isPending ? <Loading /> : null}
      {file !== null && preview.data && preview.error === null ? <Preview preview={preview.data} /> : null}
      {sent === undefined ? null : <Uploading sent={sent} onStop={() => stop.current?.()} />}
      <Group justify="flex-end">
        <Button
          disabled={file === null || read === undefined || isNothing}
          loading={send.isBusy}
          onClick={asking.open}
        >
          Start import
        </Button>
      </Group>
      <LeaveQuestion
        title="Stop the upload?"
        stay="Stay"
        isUnfinished={() => isUploading && !isLeaving.current}
      >
        The file is still uploading. It is imported only if the upload finishes.
      </LeaveQuestion>
      {isAsking && file !== null && read !== undefined ? (
        <StartImport
          fileName={file.name}
          preview={read}
          groupId={form.values.subscription_group_id}
          onStart={() => start(file)}
          onClose={asking.close}
        />
      ) : null}
    </Stack>
  )
}

function Uploading({ sent, onStop }: { sent: number; onStop: () => void }) {
  return (
    <Section
      title="Uploading"
      intro="Stay on this page until the upload finishes. The import then runs in the background."
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
