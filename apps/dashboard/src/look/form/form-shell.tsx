import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core"
import { IconHistory } from "@tabler/icons-react"
import { type ReactNode, useEffect, useId, useRef } from "react"
import { useFormInDialog } from "../dialogs/typed-text.ts"
import { ProblemAlert } from "../problem-alert.tsx"
import { Instant } from "../time/instant.tsx"
import { ConflictAlert } from "./conflict-alert.tsx"
import { labelOf } from "./edits.ts"
import { focusField } from "./focus-invalid.ts"
import classes from "./form.module.css"
import { LeaveQuestion } from "./leave-question.tsx"
import { type Earlier, type Editing, useEditing } from "./use-editing.ts"

export interface FormShellProps<Values extends object> extends Editing<Values> {
  /** The button that submits, such as `Save`. */
  submit: string
  /** It makes something new, and so can be submitted as it was opened; otherwise only what was changed is saved. */
  isNew?: boolean
  /** A link that leads out of it. */
  cancel?: ReactNode
  /** A button that gives it up. */
  onCancel?: () => void
  /** Shows a part of a field that is hidden, before the focus goes there. */
  onReveal?: (path: string) => void
  /** Told when what was asked for begins and ends to be under way: a dialog stays open meanwhile. */
  onBusy?: (isBusy: boolean) => void
  children: ReactNode
}

/**
 * A form: its fields are the children, and all else is here. Everything that is wrong is said at once, beside the fields and
 * in a list that leads to them; it is submitted once, however often that is asked for; what someone else changed meanwhile
 * is shown beside what was typed; leaving it unsaved asks; and what was typed is kept in this browser until it is saved.
 */
export function FormShell<Values extends object>(props: FormShellProps<Values>) {
  const { form, words, submit, isNew = false, cancel, onCancel, onReveal, onBusy, children } = props
  const { save, isDirty, isUnfinished, forget, discard, conflict, earlier } = useEditing(props)
  const place = useRef<HTMLFormElement>(null)
  useFormInDialog(() => props.draft === undefined && isUnfinished())
  useEffect(() => {
    onBusy?.(save.isBusy)
  }, [onBusy, save.isBusy])
  const faults = Object.keys(form.errors).filter((path) => form.errors[path])
  const isOneField = Object.keys(words).length === 1
  return (
    <>
      <form ref={place} onSubmit={form.onSubmit(save.run)} noValidate>
        <Stack>
          {earlier === undefined ? null : <TypedEarlier {...earlier} />}
          {children}
          {conflict === undefined ? null : <ConflictAlert {...conflict} />}
          <ProblemAlert failure={save.failure} />
          <Group className={classes.footer ?? ""} justify="flex-end" gap="sm">
            {faults.length === 0 || isOneField ? null : (
              <Faults
                labels={faults.map((path) => [path, labelOf(words, path)])}
                onGo={(path) => {
                  onReveal?.(path)
                  requestAnimationFrame(() => focusField(place.current, path))
                }}
              />
            )}
            <Group gap="sm" wrap="nowrap" ms="auto">
              {cancel}
              {onCancel === undefined ? null : (
                <Button
                  variant="default"
                  disabled={save.isBusy}
                  onClick={() => {
                    forget()
                    onCancel()
                  }}
                >
                  Cancel
                </Button>
              )}
              {isDirty && !isNew && cancel === undefined && onCancel === undefined ? (
                <Button variant="default" disabled={save.isBusy} onClick={discard}>
                  Discard changes
                </Button>
              ) : null}
              <Button type="submit" loading={save.isBusy} disabled={!isNew && !isDirty}>
                {submit}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
      <LeaveQuestion isUnfinished={isUnfinished} onDiscard={props.draft === undefined ? undefined : forget}>
        {props.draft === undefined
          ? "What you typed will be lost."
          : "What you typed is kept in this browser until you come back."}
      </LeaveQuestion>
    </>
  )
}

/** Says that what was typed earlier is back, or can be had back. */
function TypedEarlier({ at, restore, discard }: Earlier) {
  return (
    <Alert color="gray" variant="light" icon={<IconHistory aria-hidden />} role="status" py="xs">
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          {restore === undefined ? "Your unsaved changes are back, from " : "You have unsaved changes from "}
          <Instant at={at} />.
        </Text>
        <Group gap="xs">
          {restore === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={restore}>
              Restore
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={discard}>
            Discard
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}

/** Every field that is to be corrected, with a way to it. */
function Faults({
  labels,
  onGo,
}: {
  labels: readonly (readonly [path: string, label: string])[]
  onGo: (path: string) => void
}) {
  const title = useId()
  return (
    <Group gap={6} className={classes.summary ?? ""} role="group" aria-labelledby={title}>
      <Text size="sm" c="var(--mantine-color-error)" fw={550} id={title} role="status">
        {labels.length === 1 ? "1 field to fix:" : `${labels.length} fields to fix:`}
      </Text>
      {labels.map(([path, label]) => (
        <Anchor key={path} component="button" type="button" size="sm" onClick={() => onGo(path)}>
          {label}
        </Anchor>
      ))}
    </Group>
  )
}
