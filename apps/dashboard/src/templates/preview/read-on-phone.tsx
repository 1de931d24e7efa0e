import { Button } from "@mantine/core"
import { IconDeviceMobile } from "@tabler/icons-react"
import { useSandbox } from "../../api/sandbox.ts"

export interface SandboxPhone {
  /** In digits, with country code. */
  waId: string
  /** Meta's id of the number that wrote. */
  phoneNumberId: string
}

/** Leads to the phone in the sandbox, with the chat open; nothing where Meta is Meta. */
export function ReadOnPhone({ phone: { waId, phoneNumberId } }: { phone: SandboxPhone }) {
  const sandbox = useSandbox()
  if (sandbox === undefined || waId === "") return null
  const where = new URLSearchParams({ phone: waId, number: phoneNumberId })
  return (
    <Button
      component="a"
      href={`${sandbox.pages_url}/phones?${where}`}
      target="_blank"
      rel="noreferrer"
      variant="light"
      size="xs"
      leftSection={<IconDeviceMobile size={16} aria-hidden />}
    >
      Read it on the phone
    </Button>
  )
}
