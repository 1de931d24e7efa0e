import { Button, Group, List, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed } from "../../session/allowed.tsx"

type Import = Shapes["Import"]
type Asked = "cancel" | "undo"

const questions: Record<Asked, { title: string; confirm: string; cancel: string }> = {
  cancel: { title: "Cancel this import?", confirm: "Cancel the import", cancel: "Keep importing" },
  undo: { title: "Undo this import?", confirm: "Undo the import", cancel: "Keep it" },
}

const isUndoable = ({ rows_created, events_recorded, tag_ids, list_ids }: Import) =>
  rows_created > 0 || events_recorded > 0 || tag_ids.length + list_ids.length > 0

/** What undoing does, and what it leaves. */
function WhatUndoDoes({ data: { kind, rows_created, tag_ids, list_ids } }: { data: Import }) {
  const hasTargets = tag_ids.length + list_ids.length > 0
  return (
    <List size="sm" spacing="xs">
      {kind === "events" ? (
        <List.Item>
          The events it recorded are removed. Counts, sums and segments change with them, and the file can be
          imported again.
        </List.Item>
      ) : null}
      {rows_created > 0 ? (
        <List.Item>
          The contacts it created are deleted. Those that were changed, wrote, were written to, did something
          else or gave consent elsewhere since are kept.
        </List.Item>
      ) : null}
      {hasTargets ? (
        <List.Item>
          The tags and lists it added to other contacts are taken off. What they had before, or were given
          again since, is kept.
        </List.Item>
      ) : null}
      {kind === "contacts" ? (
        <List.Item>Fields, attributes and consent it changed of other contacts stay as they are.</List.Item>
      ) : null}
    </List>
  )
}

/** What can be done with an import in its state. */
export function ImportActions({ data }: { data: Import }) {
  const { id, state } = data
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
        {isOver && isUndoable(data) ? (
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
          {asked === "undo" ? (
            <WhatUndoDoes data={data} />
          ) : (
            <Text size="sm">The import stops now. Rows imported so far are kept.</Text>
          )}
        </ConfirmDialog>
      )}
    </Allowed>
  )
}
