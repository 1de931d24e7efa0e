import { useMantineColorScheme } from "@mantine/core"
import {
  IconArrowsExchange,
  IconBook,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from "@tabler/icons-react"
import { useNavigate, useRouter } from "@tanstack/react-router"
import { openWorkspace } from "../../api/workspace-choice.ts"
import { useMay, useMe, useWorkspace } from "../../session/me.ts"
import { useSignOut } from "../../session/sign-out.ts"
import { useOpen } from "../navigation.tsx"
import { beginnings, isSetting, places } from "../places.ts"
import type { Entry, EntryGroup } from "./entries.ts"

const openDocs = () => window.open("/docs", "_blank", "noreferrer")

/** What the palette lists without asking the server: every place that the member's role opens, and what they may do. */
export function useEntries(onShortcuts: () => void): readonly EntryGroup[] {
  return [
    { title: "Go to", entries: usePlaces() },
    { title: "Do", entries: useActions(onShortcuts) },
  ]
}

function usePlaces(): Entry[] {
  const open = useOpen()
  const navigate = useNavigate()
  return open(places).flatMap((place) =>
    [place, ...(place.tabs?.others ?? [])].map(({ to, label, icon, keywords = [] }) => ({
      id: `place ${label}`,
      label,
      ...(isSetting(place) ? { detail: "Settings" } : {}),
      keywords,
      icon,
      run: () => navigate({ to }),
    })),
  )
}

function useActions(onShortcuts: () => void): Entry[] {
  const signOut = useSignOut()
  const may = useMay()
  const navigate = useNavigate()
  const router = useRouter()
  const { workspaces } = useMe()
  const current = useWorkspace()
  const { setColorScheme } = useMantineColorScheme()
  const ofRooms = beginnings
    .filter(({ permission }) => may(permission))
    .map(({ label, detail, keywords = [], icon, to, dialog, at, part }) => ({
      id: `begin ${label}`,
      label,
      ...(detail === undefined ? {} : { detail }),
      keywords,
      icon,
      run: () =>
        navigate({
          to: router.state.matches.at(-1)?.fullPath === at ? "." : to,
          ...(dialog === undefined ? {} : { search: { dialog } }),
          ...(part === undefined ? {} : { hash: part }),
        }),
    }))
  const ofWorkspaces = workspaces
    .filter(({ id }) => id !== current.id)
    .map(({ id, name }) => ({
      id: `workspace ${id}`, // two may have one name
      label: `Switch to ${name}`,
      keywords: ["workspace"],
      icon: IconArrowsExchange,
      run: () => openWorkspace(id),
    }))
  return [
    ...ofRooms,
    ...ofWorkspaces,
    {
      id: "light",
      label: "Light theme",
      keywords: ["day", "mode", "colors", "colours"],
      icon: IconSun,
      run: () => setColorScheme("light"),
    },
    {
      id: "dark",
      label: "Dark theme",
      keywords: ["night", "mode", "colors", "colours"],
      icon: IconMoon,
      run: () => setColorScheme("dark"),
    },
    {
      id: "shortcuts",
      label: "Keyboard shortcuts",
      keywords: ["keys", "help"],
      icon: IconKeyboard,
      run: onShortcuts,
    },
    {
      id: "docs",
      label: "API documentation",
      keywords: ["help", "developer", "docs"],
      icon: IconBook,
      run: openDocs,
    },
    {
      id: "sign out",
      label: "Sign out",
      keywords: ["log out", "logout"],
      icon: IconLogout,
      run: signOut.run,
    },
  ]
}
