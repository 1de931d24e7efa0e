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
    sayDone("The number was moved. Verify it to put it into service again.")
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
          First turn off two-step verification in WhatsApp Manager. The number stops sending until it is
          verified and registered again; its subscription group and its conversations stay.
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
            Move the number
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
