import { Alert, Button, Group, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconHandStop } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { asProblem } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"
import { ApprovedTemplateSelect } from "./approved-template-select.tsx"

type Launch = Shapes["LaunchOfTemplate"]

/** A launch that its template holds, and what can be done: let it continue with another template, or cancel it. */
export function HeldLaunch({ launch, template }: { launch: Launch; template: Shapes["Template"] }) {
  const may = useMay()
  return (
    <Alert
      color="yellow"
      variant="light"
      p="sm"
      icon={<IconHandStop aria-hidden />}
      title={`The launch of ${launch.campaign} waits`}
      role="group"
      aria-label={`The launch of ${launch.campaign} waits`}
    >
      <Stack gap="sm">
        <Text size="sm">
          Scheduled for <Instant at={launch.scheduled_at} />. {waitsFor(template.status)} It can go on with
          another template: people who already have the message do not get it twice.
        </Text>
        {may("campaigns:launch") ? (
          <WaysOn launch={launch} accountId={template.business_account_id} />
        ) : (
          <Text size="sm">Somebody whose role may launch campaigns can choose another, or cancel it.</Text>
        )}
      </Stack>
    </Alert>
  )
}

/** A disabled template is never approved again. */
const waitsFor = (status: string) =>
  status === "DISABLED"
    ? "With this template nobody else gets it."
    : "Nobody else gets it until Meta approves this template again; then it goes on by itself."

function WaysOn({ launch: { id, campaign }, accountId }: { launch: Launch; accountId: string }) {
  const queries = useQueryClient()
  const [isCanceling, canceling] = useDisclosure()
  const [templateId, setTemplateId] = useState<string | null>(null)
  const { isBusy, failure, run, forget } = useAction(async () => {
    if (templateId === null) return
    const { error } = await client.POST("/v1/launches/{id}/template", {
      params: { path: { id } },
      body: { template_id: templateId },
    })
    if (error) throw error
    sayDone(`The launch of ${campaign} goes on.`)
    await queries.invalidateQueries()
  })
  const cancel = async () => {
    const { error } = await client.POST("/v1/launches/{id}/cancel", { params: { path: { id } } })
    if (error) throw error
    sayDone(`The launch of ${campaign} was canceled.`)
    void queries.invalidateQueries()
  }
  const problem = failure === undefined ? undefined : asProblem(failure)
  const isAboutTemplate = problem?.field !== undefined
  return (
    <>
      <ApprovedTemplateSelect
        label="Go on with"
        accountId={accountId}
        value={templateId}
        onChange={(chosen) => {
          forget()
          setTemplateId(chosen)
        }}
        error={isAboutTemplate ? [problem.message, problem.help].filter(Boolean).join(" ") : undefined}
      />
      <ProblemAlert failure={isAboutTemplate ? undefined : failure} />
      <Group gap="xs">
        <Button size="xs" loading={isBusy} disabled={templateId === null} onClick={() => void run()}>
          Go on with it
        </Button>
        <Button size="xs" variant="default" onClick={canceling.open}>
          Cancel the launch…
        </Button>
      </Group>
      {isCanceling ? (
        <ConfirmDialog
          title={`Cancel the launch of ${campaign}?`}
          confirm="Cancel the launch"
          cancel="Let it wait"
          onConfirm={cancel}
          onClose={canceling.close}
        >
          <Text size="sm">
            People who have the message keep it; nobody else gets it. This cannot be undone.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
