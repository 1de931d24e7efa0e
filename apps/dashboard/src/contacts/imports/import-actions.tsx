import { Button, Group, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed } from "../../session/allowed.tsx"

type Import = Shapes["Import"]
type Asked = "cancel" | "undo"

const questions: Record<Asked, { title: string; confirm: string; cancel: string; text: string }> = {
  cancel: {
    title: "Cancel this import?",
    confirm: "Cancel the import",
    cancel: "Keep importing",
    text: "The import stops now. Rows imported so far are kept.",
  },
  undo: {
    title: "Delete the contacts that this import created?",
    confirm: "Delete them",
    cancel: "Keep them",
    text: "Contacts that were changed, wrote, were written to or gave consent elsewhere since are kept. So is what the import changed of contacts that were there before.",
  },
}

/** What can be done with an import in its state. */
export function ImportActions({ data: { id, kind, state, rows_created } }: { data: Import }) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const act = async (what: Asked | "pause" | "resume") => {
    const params = { path: { id } }
    const { error } =
      what === "cancel"
        ? await client.POST("/v1/imports/{id}/cancel", { params })
        : what === "undo"
          ? await client.POST("/v1/imports/{id}/undo", { params })
          : what === "pause"
            ? await client.POST("/v1/imports/{id}/pause", { params })
            : await client.POST("/v1/imports/{id}/resume", { params })
    void queries.invalidateQueries({ queryKey: ["get", "/v1/imports/{id}"] })
    if (error) throw error
  }
  const pauseOrResume = useAction(() => act(state === "paused" ? "resume" : "pause"))
  const isUnderWay = state === "queued" || state === "running"
  const isOpen = isUnderWay || state === "waiting" || state === "ready" || state === "paused"
  const isOver = state === "completed" || state === "failed" || state === "canceled"
  return (
    <Allowed to="contacts:write">
      <Group gap="xs">
        <ProblemAlert failure={pauseOrResume.failure} />
        {isUnderWay || state === "paused" ? (
          <Button variant="default" loading={pauseOrResume.isBusy} onClick={() => void pauseOrResume.run()}>
            {state === "paused" ? "Resume" : "Pause"}
          </Button>
        ) : null}
        {isOpen ? (
          <Button variant="default" onClick={() => setAsked("cancel")}>
            Cancel
          </Button>
        ) : null}
        {isOver && kind === "contacts" && rows_created > 0 ? (
          <Button variant="default" onClick={() => setAsked("undo")}>
            Undo
          </Button>
        ) : null}
      </Group>
      {asked === undefined ? null : (
        <ConfirmDialog
          title={questions[asked].title}
          confirm={questions[asked].confirm}
          cancel={questions[asked].cancel}
          onConfirm={() => act(asked)}
          onClose={() => setAsked(undefined)}
        >
          <Text size="sm">{questions[asked].text}</Text>
        </ConfirmDialog>
      )}
    </Allowed>
  )
}
