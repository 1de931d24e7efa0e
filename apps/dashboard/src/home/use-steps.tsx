import { Button } from "@mantine/core"
import type { ReactNode } from "react"
import { api, type Shapes } from "../api/client.ts"
import { ButtonLink } from "../look/links.tsx"
import { type Permission, useMay } from "../session/me.ts"
import { approvedTemplates, ownOf, simplest, useSendYourself } from "./send-yourself.tsx"

export interface Step {
  title: string
  text: string
  /** Who may do it. */
  permission: Permission
  isDone: boolean
  /** The button or link that leads to it. */
  action: (variant: "filled" | "default") => ReactNode
}

interface Steps {
  /** In order; undefined until it is known which of them are done. */
  list: readonly Step[] | undefined
  /** Why that is not known. */
  failure: unknown
  retry: () => void
  /** What one of them opened. */
  dialog: ReactNode
}

const one = { params: { query: { limit: 1 } } }
const tests = { params: { query: { source_kind: "test", limit: 100 } } } as const

/** The steps that the member may take. */
export function useSteps(): Steps {
  const may = useMay()
  const accounts = api.useQuery("get", "/v1/business-accounts", undefined, {
    enabled: may("connection:read"),
  })
  const contacts = api.useQuery("get", "/v1/contacts", one, { enabled: may("contacts:read") })
  const approved = api.useQuery("get", "/v1/templates", approvedTemplates, { enabled: may("templates:read") })
  const members = api.useQuery("get", "/v1/members", one, { enabled: may("members:read") })
  const sent = api.useQuery("get", "/v1/messages", tests, { enabled: may("campaigns:read") })
  const own = ownOf(approved.data?.data ?? [])
  const template = simplest(own)
  const sending = useSendYourself(template, () => void sent.refetch())

  const all = [accounts, contacts, approved, members, sent]
  const failed = all.find(({ error }) => error !== null)
  const shared = {
    failure: failed?.error ?? undefined,
    retry: () => void failed?.refetch(),
    dialog: sending.dialog,
  }
  if (failed !== undefined || all.some(({ isLoading }) => isLoading)) return { ...shared, list: undefined }
  const steps: Step[] = [
    {
      title: "Connect WhatsApp",
      text: "Log in with Facebook, choose a business account and verify a number.",
      permission: "connection:manage",
      isDone: accounts.data?.data.some(hasActiveNumber) ?? false,
      action: (variant) => (
        <ButtonLink to="/connect/whatsapp" size="xs" variant={variant}>
          Connect
        </ButtonLink>
      ),
    },
    {
      title: "Get a template approved",
      text: "You need an approved template to start a conversation. Start with our example and change it as you like.",
      permission: "templates:write",
      isDone: own.length > 0,
      action: (variant) => (
        <ButtonLink to="/templates/new" search={{ example: "welcome" }} size="xs" variant={variant}>
          Write a template
        </ButtonLink>
      ),
    },
    {
      title: "Import contacts",
      text: "With phone numbers and consent.",
      permission: "contacts:write",
      isDone: (contacts.data?.data.length ?? 0) > 0,
      action: (variant) => (
        <ButtonLink to="/contacts/import" size="xs" variant={variant}>
          Import
        </ButtonLink>
      ),
    },
    {
      title: "Invite a colleague",
      text: "Marketers, agents and developers each have their own role.",
      permission: "members:manage",
      isDone: members.data?.next != null,
      action: (variant) => (
        <ButtonLink to="/settings/members" size="xs" variant={variant}>
          Invite
        </ButtonLink>
      ),
    },
    {
      title: "Send yourself a message",
      text:
        template === undefined
          ? "You can as soon as Meta approves your template."
          : `See “${template.name}” on your own phone.`,
      permission: "templates:write",
      isDone: sent.data?.data.some(({ delivered_at }) => delivered_at !== null) ?? false,
      action: (variant) =>
        template === undefined ? null : (
          <Button size="xs" variant={variant} onClick={sending.open}>
            Send a message
          </Button>
        ),
    },
  ]
  return { ...shared, list: steps.filter(({ permission }) => may(permission)) }
}

const hasActiveNumber = ({ disconnected_at, numbers }: Shapes["BusinessAccount"]) =>
  disconnected_at === null && numbers.some(({ registered }) => registered)
