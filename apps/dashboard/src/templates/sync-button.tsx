import { Button } from "@mantine/core"
import { IconRefresh } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { sayDone, sayFailed } from "../look/said.ts"
import { useBusinessAccounts } from "./business-accounts.ts"

/** Reads the templates of every connected account from Meta. */
export function SyncButton() {
  const accounts = useBusinessAccounts()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  if (!accounts.data?.length) return null
  const sync = async () => {
    setBusy(true)
    const answers = await Promise.all(
      accounts.data.map(({ id }) => client.POST("/v1/templates/sync", { body: { business_account_id: id } })),
    )
    setBusy(false)
    await queries.invalidateQueries()
    const failed = answers.find(({ error }) => error !== undefined)
    if (failed) return sayFailed(failed.error)
    const count = answers.reduce(
      (sum, { data }) => sum + (data ? data.created + data.updated + data.deleted : 0),
      0,
    )
    sayDone(count === 0 ? "Everything is as it is at Meta." : `${count} templates changed.`)
  }
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={18} aria-hidden />}
      loading={isBusy}
      onClick={() => void sync()}
    >
      Sync
    </Button>
  )
}
