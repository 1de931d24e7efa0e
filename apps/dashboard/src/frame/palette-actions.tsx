import { useMantineColorScheme } from "@mantine/core"
import type { SpotlightActionData } from "@mantine/spotlight"
import {
  type Icon,
  IconArrowsExchange,
  IconBook,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { openWorkspace } from "../api/workspace-choice.ts"
import { useMay, useMe, useWorkspace } from "../session/me.ts"
import { useSignOut } from "../session/sign-out.ts"
import { beginnings } from "./places.ts"

/** What the palette does rather than finds: what the member may start, their other workspaces, what concerns only them. */
export function usePaletteActions(onShortcuts: () => void): SpotlightActionData[] {
  const signOut = useSignOut()
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
    action("Keyboard shortcuts", IconKeyboard, onShortcuts, ["keys", "help"]),
    action("API documentation", IconBook, () => window.open("/docs", "_blank", "noreferrer"), [
      "help",
      "developer",
    ]),
    action("Sign out", IconLogout, signOut.run, ["log out"]),
  ]
}
