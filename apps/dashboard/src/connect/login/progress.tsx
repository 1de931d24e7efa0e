import { Stepper, Text } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import type { Shapes } from "../../api/client.ts"
import { needsSetup } from "../status.ts"

const steps = [
  { label: "Prerequisites", description: "Read and acknowledge" },
  { label: "Login", description: "Account and number" },
  { label: "Number", description: "Verify and register" },
  { label: "Ready", description: "Templates, then campaigns" },
] as const

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
  const now = steps[active]
  // Four steps below each other would push what is to be done off a phone.
  if (isNarrow && now !== undefined) {
    return (
      <Text size="sm">
        Step {active + 1} of {steps.length}: {now.label}
      </Text>
    )
  }
  return (
    <Stepper active={active} allowNextStepsSelect={false} size="sm" aria-label="Setup of WhatsApp">
      {steps.map(({ label, description }) => (
        <Stepper.Step key={label} label={label} description={description} />
      ))}
    </Stepper>
  )
}
