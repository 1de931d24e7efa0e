import { Button } from "@mantine/core"
import { IconRefresh } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone, sayFailed } from "../../look/toasts.ts"
import { useBusinessAccounts } from "../business-accounts.ts"

/** Reads the templates of every connected account from Meta. */
export function SyncButton() {
  const accounts = useBusinessAccounts()
  const queries = useQueryClient()
  const amount = useAmount()
  const all = accounts.data ?? []
  const sync = useAction(async () => {
    const answers = await Promise.all(
      all.map(({ id }) => client.POST("/v1/templates/sync", { body: { business_account_id: id } })),
    )
    await queries.invalidateQueries()
    const failed = answers.find(({ error }) => error !== undefined)
    if (failed) throw failed.error
    const count = answers.reduce(
      (sum, { data }) => sum + (data ? data.created + data.updated + data.deleted : 0),
      0,
    )
    sayDone(
      count === 0
        ? "Already up to date."
        : count === 1
          ? "1 template updated."
          : `${amount(count)} templates updated.`,
    )
  }, sayFailed)
  if (all.length === 0) return null
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={sync.isBusy}
      onClick={() => void sync.run()}
    >
      Sync
    </Button>
  )
}
