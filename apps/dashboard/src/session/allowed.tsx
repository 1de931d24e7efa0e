import { Alert } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { type Permission, useMay } from "./me.ts"
import { permissionInWords } from "./role-words.ts"

/** Shows its children to members who have the permission; others see `instead`, or nothing. */
export function Allowed({
  to,
  children,
  instead = null,
}: {
  to: Permission
  children: ReactNode
  instead?: ReactNode
}) {
  return useMay()(to) ? children : instead
}

/** In place of a page that the member's role does not open. */
export function NotAllowed({ permission }: { permission: Permission }) {
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title="You don't have access">
      Ask an owner or admin of this workspace for “{permissionInWords(permission)}”.
    </Alert>
  )
}
