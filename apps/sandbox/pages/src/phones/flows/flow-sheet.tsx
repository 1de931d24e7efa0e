import { ActionIcon, Alert, Button, Group, Loader, Stack, Text, Textarea } from "@mantine/core"
import { IconArrowLeft } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { flowViewSchema } from "../../../../src/control/views/shapes.ts"
import { control } from "../../api.ts"
import type { FlowOpening, Written } from "../content/content.ts"
import { flowReply } from "../flow-opening.ts"
import { textAt } from "../json.ts"
import { Sheet } from "../sheets/sheet.tsx"
import { back, begin, openScreen, type Walk } from "./flow-run.ts"
import { FlowScreen } from "./flow-screen.tsx"

/** The sheet a flow's button opens: its screens one after the other, and the answer when it is completed. */
export function FlowSheet({
  opening,
  wabaId,
  onClose,
  onSend,
}: {
  opening: FlowOpening
  wabaId: string
  onClose: () => void
  onSend: (written: Written) => void
}) {
  const path = `views/flows/${wabaId}/${encodeURIComponent(opening.flow)}`
  const flow = useQuery({
    queryKey: [path],
    queryFn: () => control(flowViewSchema, "GET", path),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [walked, setWalk] = useState<Walk>()
  const [stuck, setStuck] = useState<string>()
  const json = flow.data?.json
  const walk = walked ?? (json === undefined ? undefined : begin(json, opening.screen, opening.data))
  const reason =
    stuck ??
    whyNot({
      opening,
      isMissing: flow.isError,
      status: flow.data?.status,
      isOpen: walk !== undefined,
    })
  const complete = (payload: Readonly<Record<string, unknown>>) => onSend(flowReply(opening.token, payload))
  const screen = walk === undefined ? undefined : openScreen(json, walk)
  return (
    <Sheet
      onClose={onClose}
      size="sm"
      title={
        <Group gap="xs" wrap="nowrap">
          {walk !== undefined && walk.length > 1 && reason === undefined ? (
            <ActionIcon variant="subtle" aria-label="Back" onClick={() => setWalk(back(walk))}>
              <IconArrowLeft size={18} />
            </ActionIcon>
          ) : null}
          <Text span fw={600} dir="auto">
            {screen === undefined || screen.title === "" ? opening.label : screen.title}
          </Text>
        </Group>
      }
    >
      {flow.isPending ? <Loader /> : null}
      {flow.isPending || reason !== undefined || walk === undefined ? null : (
        <FlowScreen
          // Every screen starts with no mistakes shown.
          key={walk.length}
          flow={json}
          version={Number.parseFloat(textAt(json, "version")) || 0}
          walk={walk}
          onWalk={setWalk}
          onComplete={complete}
          onStuck={setStuck}
        />
      )}
      {flow.isPending || reason === undefined ? null : <AnswerByHand reason={reason} onSend={complete} />}
    </Sheet>
  )
}

function whyNot({
  opening,
  isMissing,
  status,
  isOpen,
}: {
  opening: FlowOpening
  isMissing: boolean
  status: string | undefined
  isOpen: boolean
}): string | undefined {
  if (isMissing) return `The account has no flow ${opening.flow}.`
  if (status === "BLOCKED") return "This flow is blocked: WhatsApp opens it no more."
  if (opening.isExchange)
    return "Its first screen comes from the business’s endpoint, which the sandbox does not ask."
  return isOpen ? undefined : "The flow has no screen to begin with."
}

/** Where screens cannot be shown: the answer as the business will get it. */
function AnswerByHand({
  reason,
  onSend,
}: {
  reason: string
  onSend: (payload: Readonly<Record<string, unknown>>) => void
}) {
  const [text, setText] = useState('{"answer": "yes"}')
  const payload = parsed(text)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (payload !== undefined) onSend(payload)
      }}
    >
      <Stack>
        <Alert color="yellow">{reason}</Alert>
        <Textarea
          label="What the flow would answer (JSON)"
          autosize
          minRows={3}
          value={text}
          error={payload === undefined ? "A JSON object, such as {}." : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={payload === undefined}>
          Send this answer
        </Button>
      </Stack>
    </form>
  )
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
    return Object.fromEntries(Object.entries(value))
  } catch {
    return undefined
  }
}
