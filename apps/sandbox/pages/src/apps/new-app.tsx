import { Button, Group, TextInput } from "@mantine/core"
import { useState } from "react"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

export function NewApp() {
  const [name, setName] = useState("")
  const create = useChange(() => command("POST", "apps", { name: name.trim() }))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== "") create.mutate(undefined, { onSuccess: () => setName("") })
      }}
    >
      <Group align="flex-end">
        <TextInput
          label="New app"
          placeholder="Its name"
          maxLength={128}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ""}>
          Create app
        </Button>
      </Group>
    </form>
  )
}
