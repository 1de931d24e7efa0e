import { Stepper } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import type { Shapes } from "../../api/client.ts"
import { needsSetup } from "../status.ts"

/** The four steps of the setup and the one that is next; gone once everything is done. */
export function Progress({
  isAcknowledged,
  accounts,
}: {
  isAcknowledged: boolean
  accounts: readonly Shapes["BusinessAccount"][]
}) {
  const isNarrow = useMediaQuery("(max-width: 48em)")
  const numbers = accounts.flatMap((account) => account.numbers)
  const isInService = numbers.some((number) => number.registered)
  const isDone = isAcknowledged && isInService && !numbers.some(needsSetup)
  if (isDone) return null
  const active = !isAcknowledged ? 0 : accounts.length === 0 ? 1 : isInService ? 3 : 2
  return (
    <Stepper
      active={active}
      allowNextStepsSelect={false}
      size="sm"
      orientation={isNarrow ? "vertical" : "horizontal"}
      aria-label="Setup of WhatsApp"
    >
      <Stepper.Step label="Prerequisites" description="Read and acknowledge" />
      <Stepper.Step label="Login" description="Account and number" />
      <Stepper.Step label="Number" description="Verify and register" />
      <Stepper.Step label="Ready" description="Templates, then campaigns" />
    </Stepper>
  )
}
