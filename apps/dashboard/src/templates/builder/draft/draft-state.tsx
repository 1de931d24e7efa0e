import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useState } from "react"
import { client } from "../../../api/client.ts"
import { asProblem } from "../../../api/problem.ts"
import { useAction } from "../../../look/action.ts"
import { ConfirmDialog } from "../../../look/dialogs/confirm-dialog.tsx"
import { ProblemAlert } from "../../../look/problem-alert.tsx"
import type { useDraft } from "./use-draft.ts"

type Written = ReturnType<typeof useDraft>

/** Whether what was written is saved, and a way to give it up. */
export function DraftState({
  written: { id, saver, saving },
  leave,
}: {
  written: Written
  leave: () => Promise<void>
}) {
  const [isAsking, setAsking] = useState(false)
  const discard = async () => {
    await saver.settle()
    if (saver.isKept) {
      const { error, response } = await client.DELETE("/v1/template-drafts/{id}", {
        params: { path: { id } },
      })
      if (error && response.status !== 404) throw error
    }
    saver.end()
    await leave()
  }
  const words = inWords[saving.kind]
  if (words === undefined && !saver.isKept) return null
  return (
    <>
      {saving.kind === "refused" ? <ProblemAlert failure={saving.problem} /> : null}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" role="status">
          {words ?? "Draft saved"}
        </Text>
        <Anchor component="button" type="button" size="sm" onClick={() => setAsking(true)}>
          Discard draft
        </Anchor>
      </Group>
      {isAsking ? (
        <ConfirmDialog
          title="Discard the draft?"
          confirm="Discard"
          cancel="Keep it"
          onConfirm={discard}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">What you wrote is deleted. Nothing changes at Meta.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

const inWords: Partial<Record<Written["saving"]["kind"], string>> = {
  saved: "Draft saved",
  saving: "Saving draft…",
  unsaved: "Saving draft…",
  conflict: "Draft not saved",
  refused: "Draft not saved",
}

/** Says that someone else has changed the draft, and asks which version stays. */
export function DraftConflict({
  written: { saving, saver, keepMine },
  reload,
}: {
  written: Written
  reload: () => void
}) {
  const keep = useAction(keepMine)
  if (saving.kind !== "conflict") return null
  const { code, message, help } = asProblem(saving.problem)
  const isGone = code === "not_found"
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      role="alert"
      title={message}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {isGone
            ? "You can keep what you have here as a new draft."
            : (help ?? "Choose which version to keep.")}
        </Text>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              saver.end()
              reload()
            }}
          >
            {isGone ? "Discard mine" : "Load the newer version"}
          </Button>
          <Button size="compact-sm" variant="default" loading={keep.isBusy} onClick={() => void keep.run()}>
            {isGone ? "Keep as a new draft" : "Replace with mine"}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
