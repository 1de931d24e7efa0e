import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"

/** Runs one call to Meta at a time and keeps its failure. */
export function useStep() {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  async function run(call: () => Promise<{ error?: unknown }>): Promise<boolean> {
    setBusy(true)
    setFailure(undefined)
    const { error } = await call().catch((error: unknown) => ({ error }))
    setBusy(false)
    if (error !== undefined) {
      setFailure(error)
      return false
    }
    await queries.invalidateQueries()
    return true
  }
  return { isBusy, failure, run }
}
