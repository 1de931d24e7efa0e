import { IconPlugConnected } from "@tabler/icons-react"
import { Empty } from "../look/empty.tsx"
import { ButtonLink } from "../look/links.tsx"

/** Instead of what needs a business account, while none is connected. */
export function NotConnected() {
  return (
    <Empty
      icon={IconPlugConnected}
      title="Connect WhatsApp first"
      next={<ButtonLink to="/connect/whatsapp">Connect WhatsApp</ButtonLink>}
    >
      Templates belong to a WhatsApp Business account. Connect one to start.
    </Empty>
  )
}
