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
import { usesQuery } from "./uses-query.ts"

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
      title={`Launch of ${launch.campaign} on hold`}
      role="group"
      aria-label={`Launch of ${launch.campaign} on hold`}
    >
      <Stack gap="sm">
        <Text size="sm">
          Scheduled for <Instant at={launch.scheduled_at} />. {waitsFor(template.status)} You can continue it
          with another template. People who already got the message won't get it twice.
        </Text>
        {may("campaigns:launch") ? (
          <WaysOn launch={launch} template={template} />
        ) : (
          <Text size="sm">Ask someone who can launch campaigns to continue or cancel it.</Text>
        )}
      </Stack>
    </Alert>
  )
}

/** A disabled template is never approved again. */
const waitsFor = (status: string) =>
  status === "DISABLED"
    ? "This template can no longer be sent."
    : "Sending resumes automatically when Meta approves this template again."

function WaysOn({
  launch: { id, campaign },
  template,
}: {
  launch: Launch
  template: Pick<Shapes["Template"], "id" | "business_account_id">
}) {
  const queries = useQueryClient()
  const [isCanceling, canceling] = useDisclosure()
  const [templateId, setTemplateId] = useState<string | null>(null)
  /** Takes it off the page at once, however long everything else takes to be read again. */
  const takeAway = () => {
    queries.setQueryData<Shapes["TemplateUses"]>(
      usesQuery(template.id).queryKey,
      (now) => now && { ...now, launches: now.launches.filter((launch) => launch.id !== id) },
    )
    void queries.invalidateQueries()
  }
  const { isBusy, failure, run, forget } = useAction(async () => {
    if (templateId === null) return
    const { error } = await client.POST("/v1/launches/{id}/template", {
      params: { path: { id } },
      body: { template_id: templateId },
    })
    if (error) throw error
    sayDone(`Launch of ${campaign} resumed.`)
    takeAway()
  })
  const cancel = async () => {
    const { error } = await client.POST("/v1/launches/{id}/cancel", { params: { path: { id } } })
    if (error) throw error
    sayDone(`Launch of ${campaign} canceled.`)
    takeAway()
  }
  const problem = failure === undefined ? undefined : asProblem(failure)
  const isAboutTemplate = problem?.field !== undefined
  return (
    <>
      <ApprovedTemplateSelect
        label="Continue with"
        accountId={template.business_account_id}
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
          Continue launch
        </Button>
        <Button size="xs" variant="default" onClick={canceling.open}>
          Cancel the launch…
        </Button>
      </Group>
      {isCanceling ? (
        <ConfirmDialog
          title={`Cancel the launch of ${campaign}?`}
          confirm="Cancel the launch"
          cancel="Keep waiting"
          onConfirm={cancel}
          onClose={canceling.close}
        >
          <Text size="sm">No more messages are sent. This can't be undone.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
