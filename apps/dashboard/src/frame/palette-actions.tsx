import { useMantineColorScheme } from "@mantine/core"
import type { SpotlightActionData } from "@mantine/spotlight"
import {
  type Icon,
  IconArrowsExchange,
  IconMoon,
  IconPhonePlus,
  IconPlugConnected,
  IconSun,
  IconTemplate,
  IconUserPlus,
} from "@tabler/icons-react"
import { type LinkProps, useNavigate } from "@tanstack/react-router"
import { openWorkspace } from "../api/workspace-choice.ts"
import { type Permission, useMay, useMe, useWorkspace } from "../session/me.ts"

/** What one can begin from anywhere, and the page where it begins. */
const beginnings: readonly {
  label: string
  icon: Icon
  to: NonNullable<LinkProps["to"]>
  permission: Permission
}[] = [
  { label: "New template", icon: IconTemplate, to: "/templates/new", permission: "templates:write" },
  { label: "Invite a member", icon: IconUserPlus, to: "/settings/members", permission: "members:manage" },
  { label: "Add a number", icon: IconPhonePlus, to: "/connect/whatsapp", permission: "connection:manage" },
  {
    label: "Connect an account",
    icon: IconPlugConnected,
    to: "/connect/whatsapp",
    permission: "connection:manage",
  },
]

/** What the palette does rather than finds: what the member may begin, their other workspaces, the colours. */
export function usePaletteActions(): SpotlightActionData[] {
  const may = useMay()
  const navigate = useNavigate()
  const { workspaces } = useMe()
  const current = useWorkspace()
  const { setColorScheme } = useMantineColorScheme()
  const action = (label: string, icon: Icon, onClick: () => unknown, keywords: string[] = []) => {
    const IconOf = icon
    return {
      id: `action ${label}`,
      label,
      keywords,
      leftSection: <IconOf size={18} aria-hidden />,
      onClick: () => void onClick(),
    }
  }
  return [
    ...beginnings
      .filter(({ permission }) => may(permission))
      .map(({ label, icon, to }) => action(label, icon, () => navigate({ to }))),
    ...workspaces
      .filter(({ id }) => id !== current.id)
      .map(({ id, name }) => ({
        ...action(`Switch to ${name}`, IconArrowsExchange, () => openWorkspace(id), ["workspace"]),
        id: `workspace ${id}`, // two may have one name
      })),
    action("Light colours", IconSun, () => setColorScheme("light"), ["theme", "day", "mode"]),
    action("Dark colours", IconMoon, () => setColorScheme("dark"), ["theme", "night", "mode"]),
  ]
}
