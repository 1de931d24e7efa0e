import { Alert } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { type Permission, useMay, useWorkspace } from "./me.ts"

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
  const { role } = useWorkspace()
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title="Your role does not open this page">
      It needs the permission {permission}, which {role} does not have. An owner or admin of this workspace
      can change your role.
    </Alert>
  )
}
