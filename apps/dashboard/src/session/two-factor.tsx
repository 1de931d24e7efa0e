import { useQueryClient } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { enter } from "./after-signing-in.ts"
import { SecondStep } from "./second-step.tsx"
import { Entrance } from "./signed-out-page.tsx"

/** The second step of signing in. */
export function SecondStepPage() {
  const { to } = useSearch({ from: "/two-factor" })
  const queries = useQueryClient()
  return (
    <Entrance title="Two-factor authentication">
      <SecondStep onDone={() => enter(queries, to)} />
    </Entrance>
  )
}
