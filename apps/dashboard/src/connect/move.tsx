import { Button, Group, Paper, Select, Stack, Text, Title } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"

/** Moves a number to another connected account; absent while there is no other. */
export function MoveNumber({
  number,
  accounts,
}: {
  number: Shapes["Number"]
  accounts: readonly Shapes["BusinessAccount"][]
}) {
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<string | null>(null)
  const move = useAction(async () => {
    if (chosen === null) return
    const { error } = await client.POST("/v1/numbers/{id}/move", {
      params: { path: { id: number.id } },
      body: { business_account_id: chosen },
    })
    if (error) throw error
    sayDone("Number moved. Verify it to start sending again.")
    await queries.invalidateQueries()
  })
  const others = accounts.filter(
    (account) => account.id !== number.business_account_id && account.disconnected_at === null,
  )
  if (others.length === 0) return null
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="move">
      <Stack>
        <Title order={2} size="h4" id="move">
          Move to another account
        </Title>
        <Text size="sm">
          Turn off two-step verification in WhatsApp Manager first. The number can't send until it is verified
          and registered again. Its subscription group and conversations are kept.
        </Text>
        <ProblemAlert failure={move.failure} />
        <Group align="flex-end">
          <Select
            label="Business account"
            placeholder="Choose one"
            data={others.map((account) => ({ value: account.id, label: account.name }))}
            value={chosen}
            onChange={setChosen}
          />
          <Button
            variant="default"
            disabled={chosen === null}
            loading={move.isBusy}
            onClick={() => void move.run()}
          >
            Move number
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
