import { Radio, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useRef, useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { BulkProgress } from "../../contacts/list/bulk-progress.tsx"
import { inSteps } from "../../contacts/list/in-steps.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { useMay } from "../../session/me.ts"

/** People that a launch came to the same for. */
export interface LaunchPeople {
  state: "failed" | "suppressed"
  reason: string
  title: string
  count: number
}

interface Values {
  name: string
  as: "segment" | "list"
}

/** Makes a segment of the people that a launch did not reach for one reason, or puts them on a static list. */
export function KeepPeople({
  launchId,
  campaign,
  people: { state, reason, title, count },
  onClose,
}: {
  launchId: string
  campaign: string
  people: LaunchPeople
  onClose: () => void
}) {
  const may = useMay()
  const amount = useAmount()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [done, setDone] = useState<number>()
  /** Made by an attempt that failed later. */
  const made = useRef<Shapes["ContactList"]>(undefined)
  // A segment asks for messages; who was left out before there was one has none.
  const maySegment = state === "failed" && may("segments:write")
  const form = useForm<Values>({
    initialValues: { name: `${campaign}: ${title}`.slice(0, 100), as: maySegment ? "segment" : "list" },
    validate: { name: (name) => (name.trim() === "" ? "Enter a name" : null) },
  })
  const makeSegment = async (name: string) => {
    const { data, error } = await client.POST("/v1/segments", {
      body: {
        name,
        filter: { all: [{ on: "message", op: "did", stage: "failed", source_id: launchId, reason }] },
      },
    })
    if (data === undefined) throw error
    await queries.invalidateQueries({ queryKey: ["get", "/v1/segments"] })
    sayDone(`${name} was created.`)
    await navigate({ to: "/segments/$segmentId", params: { segmentId: data.id } })
  }
  const makeList = async (name: string) => {
    if (made.current === undefined) {
      const { data, error } = await client.POST("/v1/lists", { body: { name } })
      if (data === undefined) throw error
      made.current = data
    }
    const { id } = made.current
    const { contacts } = await inSteps(
      (after) =>
        client.POST("/v1/launches/{id}/people/list", {
          params: { path: { id: launchId } },
          body: { list_id: id, state, reason, ...after },
        }),
      setDone,
    )
    await queries.invalidateQueries({ queryKey: ["get", "/v1/lists"] })
    sayDone(`${name} was created with ${contacts === 1 ? "1 contact" : `${amount(contacts)} contacts`}.`)
    await navigate({ to: "/segments/lists" })
  }
  const what = count === 1 ? "1 person" : `${amount(count)} people`
  return (
    <FormDialog
      title={`Keep ${what}`}
      form={form}
      words={{ name: "Name", as: { label: "As", say: (as) => as } }}
      isNew
      submit="Create"
      onClose={onClose}
      onSubmit={async ({ name, as }) => {
        await (as === "segment" ? makeSegment(name.trim()) : makeList(name.trim()))
        onClose()
      }}
    >
      <Stack>
        <Text size="sm">{title}</Text>
        <TextInput label="Name" maxLength={100} data-autofocus {...form.getInputProps("name")} />
        <Radio.Group label="As" {...form.getInputProps("as")}>
          <Stack gap="xs" mt={4}>
            <Radio
              value="segment"
              disabled={!maySegment}
              label="A segment"
              description={
                state === "failed"
                  ? "Follows what becomes of them: who gets the message after all leaves it"
                  : "Only for people who were sent a message"
              }
            />
            <Radio
              value="list"
              disabled={!may("contacts:write")}
              label="A static list"
              description="These people, as it is now"
            />
          </Stack>
        </Radio.Group>
        <BulkProgress done={done} what={what} />
      </Stack>
    </FormDialog>
  )
}
