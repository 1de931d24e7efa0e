import { Button } from "@mantine/core"
import {
  type Icon,
  IconEye,
  IconFileImport,
  IconMessageReply,
  IconSend,
  IconSpeakerphone,
  IconTemplate,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import { api } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { type Permission, useMay } from "../session/me.ts"
import { approvedTemplates, ownOf, simplest, useSendYourself } from "./send-yourself.tsx"

interface Ability {
  title: string
  text: string
  icon: Icon
  /** What it takes; none: being a member. */
  permission?: Permission
  action?: ReactNode
}

/** What the role of a member who was invited lets them do, with the place where each begins. */
export function useAbilities(): { list: readonly Ability[]; dialog: ReactNode } {
  const may = useMay()
  const mayWrite = may("templates:write")
  const approved = api.useQuery("get", "/v1/templates", approvedTemplates, { enabled: mayWrite })
  const template = simplest(ownOf(approved.data?.data ?? []))
  const sending = useSendYourself(template, () => undefined)
  const all: Ability[] = [
    {
      title: "Write templates",
      text: "You need one that Meta approved to start a conversation.",
      icon: IconTemplate,
      permission: "templates:write",
      action: (
        <ButtonLink to="/templates/new" size="xs" variant="default">
          Write a template
        </ButtonLink>
      ),
    },
    {
      title: "Send yourself a message",
      text:
        template === undefined
          ? "You can as soon as Meta approves a template."
          : `See “${template.name}” on your own phone.`,
      icon: IconSend,
      permission: "templates:write",
      action:
        template === undefined ? null : (
          <Button size="xs" variant="default" onClick={sending.open}>
            Send a message
          </Button>
        ),
    },
    {
      title: "Launch campaigns",
      text: "Send a template to everyone who subscribed, or to some of them.",
      icon: IconSpeakerphone,
      permission: "campaigns:launch",
      action: (
        <ButtonLink to="/campaigns" size="xs" variant="default">
          Open campaigns
        </ButtonLink>
      ),
    },
    {
      title: "Answer people",
      text: "Conversations on this page lists those who wrote in the last 24 hours. Open one to answer.",
      icon: IconMessageReply,
      permission: "conversations:reply",
    },
    {
      title: "Keep contacts and their consent up to date",
      text: "Import a file, add a contact, or record what someone agreed to.",
      icon: IconFileImport,
      permission: "contacts:write",
      action: (
        <ButtonLink to="/contacts" size="xs" variant="default">
          Open contacts
        </ButtonLink>
      ),
    },
  ]
  const list = all.filter(({ permission }) => permission === undefined || may(permission))
  const looking: Ability = {
    title: "Look at everything",
    text: "You can see contacts, templates and conversations, but not change them.",
    icon: IconEye,
  }
  return { list: list.length === 0 ? [looking] : list, dialog: sending.dialog }
}
