import { IconPlugConnected } from "@tabler/icons-react"
import { ButtonLink } from "../look/links.tsx"
import { EmptyState } from "../look/table/empty-state.tsx"

/** Instead of what needs a business account, while none is connected. */
export function NotConnected() {
  return (
    <EmptyState
      icon={IconPlugConnected}
      title="Connect WhatsApp first"
      action={<ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>}
    >
      Templates belong to a WhatsApp Business account. Connect one to start.
    </EmptyState>
  )
}
