import { Button, Group, Modal, Stack, Switch, Text, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import { type Behaviour, behaviourSchema } from "../../../src/people/behaviour.ts"
import { ApiError, command } from "../api.ts"
import { useChange } from "../live.ts"
import { BehaviourFields, hasOrderedRanges } from "./behaviour-fields.tsx"
import type { PersonEntry } from "./person.ts"

/** One person's name and behaviour; without one of their own they do as everyone does. */
export function PersonDialog({
  person,
  population,
  onClose,
}: {
  person: PersonEntry
  population: Behaviour
  onClose: () => void
}) {
  const [name, setName] = useState(person.name)
  const [isOwn, setIsOwn] = useState(Object.keys(person.behaviour).length > 0)
  const [behaviour, setBehaviour] = useState(() =>
    behaviourSchema.parse({ ...population, ...person.behaviour }),
  )
  const save = useChange(
    () => command("PUT", `people/${person.wa_id}`, { name, behaviour: isOwn ? behaviour : {} }),
    { tellsErrors: false },
  )
  const isValid = behaviourSchema.safeParse(behaviour).success && hasOrderedRanges(behaviour)
  const errorAt = (field: string) =>
    save.error instanceof ApiError && save.error.field === field ? save.error.message : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined, { onSuccess: onClose })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`+${person.wa_id}`}
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={128}
            value={name}
            error={errorAt("name")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label="Behaves in their own way"
            checked={isOwn}
            onChange={(event) => setIsOwn(event.currentTarget.checked)}
          />
          {isOwn ? (
            <BehaviourFields
              behaviour={behaviour}
              onChange={(part) => setBehaviour((before) => ({ ...before, ...part }))}
            />
          ) : null}
          {save.error === null || errorAt("name") !== undefined ? null : (
            <Text c="red" size="sm" role="alert">
              {save.error.message}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={name.trim() === "" || !isValid}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
