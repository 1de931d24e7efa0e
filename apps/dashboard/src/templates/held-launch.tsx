import { Alert, Button, Group, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconHandStop } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { asProblem } from "../api/problem.ts"
import { Dialog } from "../look/dialog.tsx"
import { Instant } from "../look/instant.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { useMay } from "../session/me.ts"
import { ApprovedTemplateSelect } from "./approved-template-select.tsx"

type Launch = Shapes["TemplateUses"]["launches"][number]

/** A launch that its template holds, and what can be done: let it go on with another template, or cancel it. */
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
          another template: whoever has the message already gets no second one.
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
  const [failure, setFailure] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const problem = failure === undefined ? undefined : asProblem(failure)
  const isAboutTemplate = problem?.field !== undefined
  const goOn = async () => {
    if (templateId === null) return
    setFailure(undefined)
    setBusy(true)
    const { error } = await client
      .POST("/v1/launches/{id}/template", { params: { path: { id } }, body: { template_id: templateId } })
      .catch((lost: unknown) => ({ error: lost }))
    setBusy(false)
    if (error) return setFailure(error)
    sayDone(`The launch of ${campaign} goes on.`)
    await queries.invalidateQueries()
  }
  return (
    <>
      <ApprovedTemplateSelect
        label="Go on with"
        accountId={accountId}
        value={templateId}
        onChange={(chosen) => {
          setFailure(undefined)
          setTemplateId(chosen)
        }}
        error={isAboutTemplate ? [problem.message, problem.help].filter(Boolean).join(" ") : undefined}
      />
      <ProblemAlert failure={isAboutTemplate ? undefined : failure} />
      <Group gap="xs">
        <Button size="xs" loading={isBusy} disabled={templateId === null} onClick={() => void goOn()}>
          Go on with it
        </Button>
        <Button size="xs" variant="default" onClick={canceling.open}>
          Cancel the launch…
        </Button>
      </Group>
      {isCanceling ? <CancelLaunch id={id} campaign={campaign} onClose={canceling.close} /> : null}
    </>
  )
}

/** Asks before a launch is canceled: that is for good. */
function CancelLaunch({ id, campaign, onClose }: { id: string; campaign: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const cancel = async () => {
    setFailure(undefined)
    setBusy(true)
    const { error } = await client
      .POST("/v1/launches/{id}/cancel", { params: { path: { id } } })
      .catch((lost: unknown) => ({ error: lost }))
    setBusy(false)
    if (error) return setFailure(error)
    onClose()
    sayDone(`The launch of ${campaign} was canceled.`)
    await queries.invalidateQueries()
  }
  return (
    <Dialog
      onClose={onClose}
      title={`Cancel the launch of ${campaign}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">Whoever has the message keeps it; nobody else gets it. This cannot be undone.</Text>
        <ProblemAlert failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Let it wait
          </Button>
          <Button color="red" loading={isBusy} onClick={() => void cancel()}>
            Cancel the launch
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
