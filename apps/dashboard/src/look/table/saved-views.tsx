import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core"
import { IconBookmark, IconCheck, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { api, client } from "../../api/client.ts"
import { useAction } from "../action.ts"
import { ProblemAlert } from "../problem-alert.tsx"
import { isSameView, type View } from "./list-state.ts"

/** The views that the member saved of a list. The server keeps them, so they are there in every browser. */
export function SavedViews({
  list,
  shown,
  onShow,
}: {
  /** Its name in the API, such as `contacts`. */
  list: string
  /** What is shown now. */
  shown: View
  onShow: (view: View) => void
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Views
          list={list}
          shown={shown}
          onShow={(view) => {
            onShow(view)
            setOpen(false)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Views({ list, shown, onShow }: { list: string; shown: View; onShow: (view: View) => void }) {
  const views = api.useQuery("get", "/v1/saved-views", { params: { query: { list } } })
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: ["get", "/v1/saved-views"] })
  const [name, setName] = useState("")
  const save = useAction(async (named: string) => {
    const { error } = await client.POST("/v1/saved-views", {
      body: { list, name: named, search: shown.search, hidden_columns: [...shown.hidden_columns] },
    })
    if (error) throw error
    setName("")
    await readAgain()
  })
  const remove = useAction(async (id: string) => {
    const { error } = await client.DELETE("/v1/saved-views/{id}", { params: { path: { id } } })
    if (error) throw error
    await readAgain()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== "") void save.run(name.trim())
  }
  return (
    <Stack gap="xs">
      <ProblemAlert failure={views.error ?? save.failure ?? remove.failure} />
      {views.data?.data.map((view) => (
        <Group key={view.id} gap={4} wrap="nowrap" justify="space-between">
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            justify="flex-start"
            flex={1}
            style={{ overflow: "hidden" }}
            leftSection={isSameView(view, shown) ? <IconCheck size={14} aria-label="shown now" /> : null}
            onClick={() => onShow(view)}
          >
            {view.name}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Delete view ${view.name}`}
            loading={remove.underWay?.[0] === view.id}
            onClick={() => void remove.run(view.id)}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {views.data?.data.length === 0 ? (
        <Text size="xs" c="dimmed">
          Save what you see now (search, filters, sorting and columns) to come back to it.
        </Text>
      ) : null}
      <form onSubmit={submit}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            label="Save as"
            placeholder="Name"
            size="xs"
            flex={1}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" loading={save.isBusy} disabled={name.trim() === ""}>
            Save view
          </Button>
        </Group>
      </form>
    </Stack>
  )
}
