import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  Kbd,
  ScrollArea,
  Text,
  UnstyledButton,
} from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { spotlight } from "@mantine/spotlight"
import { IconSearch } from "@tabler/icons-react"
import { Outlet, useLocation } from "@tanstack/react-router"
import { useEffect } from "react"
import { useLiveUpdates } from "../api/live-updates.ts"
import { chosenWorkspace } from "../api/workspace-choice.ts"
import { PlaceLink } from "../look/links.tsx"
import { Mark } from "../look/logo.tsx"
import { useMay, useMe, useWorkspace } from "../session/me.ts"
import classes from "./frame.module.css"
import { MemberMenu } from "./member-menu.tsx"
import { Palette } from "./palette.tsx"
import { placeOf, places } from "./places.ts"
import { WorkspaceSwitcher } from "./workspace-switcher.tsx"

/** The pages of the workspace that this tab works in. A person who is no longer a member of it starts again elsewhere. */
export function Frame() {
  const { workspaces } = useMe()
  const isMember = workspaces.some(({ id }) => id === chosenWorkspace())
  useEffect(() => {
    if (!isMember) window.location.assign("/")
  }, [isMember])
  return isMember ? <WorkspaceFrame /> : null
}

/** What is around every page of a workspace: where one is, where one can go, who one is. */
function WorkspaceFrame() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const workspace = useWorkspace()
  useLiveUpdates(workspace.id)
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 252, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding={{ base: "md", sm: "xl" }}
      transitionDuration={120}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              size="sm"
              aria-label="Menu"
              aria-expanded={isOpen}
              aria-controls="navigation"
            />
            <Mark />
            <Text fw={650} truncate>
              {workspace.name}
            </Text>
          </Group>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Search" onClick={spotlight.open}>
            <IconSearch size={20} />
          </ActionIcon>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar id="navigation" p="sm" aria-label="Main">
        <AppShell.Section>
          <WorkspaceSwitcher />
          <UnstyledButton className={classes.search} onClick={spotlight.open} visibleFrom="sm">
            <IconSearch size={16} aria-hidden />
            <span>Search</span>
            <Kbd size="xs">{navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl"} K</Kbd>
          </UnstyledButton>
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} type="never" my="xs">
          <Navigation onNavigate={close} />
        </AppShell.Section>
        <AppShell.Section>
          <MemberMenu onNavigate={close} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </AppShell.Main>
      <Palette />
    </AppShell>
  )
}

function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const may = useMay()
  const { pathname } = useLocation()
  const here = placeOf(pathname)
  return places.map(({ title, places: all }) => {
    const open = all.filter(({ permission }) => permission === undefined || may(permission))
    if (open.length === 0) return null
    return (
      <Box key={title ?? ""} mb="sm">
        {title === undefined ? null : <Text className={classes.section}>{title}</Text>}
        {open.map((place) => (
          <PlaceLink
            key={place.label}
            className={classes.place ?? ""}
            to={place.to}
            label={place.label}
            leftSection={<place.icon size={18} stroke={1.7} aria-hidden />}
            active={place === here}
            activeOptions={{ exact: true }}
            aria-current={place === here ? "page" : undefined}
            onClick={onNavigate}
          />
        ))}
      </Box>
    )
  })
}
