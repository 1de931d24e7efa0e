import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  ScrollArea,
  Text,
  Tooltip,
  UnstyledButton,
} from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from "@tabler/icons-react"
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router"
import { useEffect, useMemo, useRef } from "react"
import { useLiveUpdates } from "../api/live-updates.ts"
import { chosenWorkspace } from "../api/workspace-choice.ts"
import { Mark } from "../look/logo.tsx"
import { useRememberedLists } from "../look/page/left-list.ts"
import { PageTabs } from "../look/page/page.tsx"
import { MemberNotation, notationOf } from "../look/time/notation.ts"
import { useMe, useWorkspace } from "../session/me.ts"
import { Announcer } from "./announcer.tsx"
import { Banners } from "./banners/banners.tsx"
import { CreateMenu } from "./create-menu.tsx"
import classes from "./frame.module.css"
import { MemberMenu } from "./member-menu.tsx"
import { modKey } from "./mod-key.ts"
import { BottomPlaces, Places, settingsShortcut, useFirstSetting, useOpen } from "./navigation.tsx"
import { Palette } from "./palette/palette.tsx"
import { isSetting, placeOf, places, tabsOf } from "./places.ts"
import { useRail } from "./rail.ts"
import { SandboxChip } from "./sandbox/sandbox-chip.tsx"
import { ShortcutSheet } from "./shortcut-sheet.tsx"
import { Tools } from "./tools.tsx"
import { useShortcuts } from "./use-shortcuts.ts"
import { WorkspaceSwitcher } from "./workspace-switcher.tsx"

/** The pages of the workspace that this tab works in. A person who is no longer a member of it starts again elsewhere. */
export function Frame() {
  const { workspaces, member } = useMe()
  const workspace = workspaces.find(({ id }) => id === chosenWorkspace())
  const isMember = workspace !== undefined
  useEffect(() => {
    if (!isMember) window.location.assign("/")
  }, [isMember])
  const notation = useMemo(() => workspace && notationOf(member, workspace), [member, workspace])
  return isMember ? (
    <MemberNotation value={notation}>
      <WorkspaceFrame />
    </MemberNotation>
  ) : null
}

/** Pixels of the navigation, whole and collapsed. */
const wholeWidth = 240
const railWidth = 60

/** What is around every page of a workspace: where one is, where one can go, who one is. */
function WorkspaceFrame() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [isCreating, creating] = useDisclosure(false)
  const [isHelping, helping] = useDisclosure(false)
  const [isSearching, searching] = useDisclosure(false)
  const rail = useRail()
  const workspace = useWorkspace()
  const { pathname } = useLocation()
  useLiveUpdates(workspace.id)
  useRememberedLists()
  useFocusOnPage(pathname)
  const reachable = useReachableByKey()
  const navigate = useNavigate()
  useShortcuts(new Map(reachable.map(({ shortcut, to }) => [shortcut, () => navigate({ to })])), {
    create: creating.open,
    search: searching.open,
    rail: rail.toggle,
    help: helping.open,
  })
  const navigation = { isRail: rail.isRail, onNavigate: close }
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{
        width: rail.isRail ? railWidth : wholeWidth,
        breakpoint: "sm",
        collapsed: { mobile: !isOpen },
      }}
      transitionDuration={120}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" miw={0}>
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
          <Group gap={4} wrap="nowrap">
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Search" onClick={searching.open}>
              <IconSearch size={20} />
            </ActionIcon>
            <Tools />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        id="navigation"
        p="xs"
        aria-label={isSetting(placeOf(pathname)) ? "Settings" : "Main"}
        className={classes.navigation ?? ""}
        data-rail={rail.isRail || undefined}
      >
        <AppShell.Section>
          <div className={classes.head}>
            <WorkspaceSwitcher />
            <Box visibleFrom="sm">
              <Tools />
            </Box>
          </div>
          <div className={classes.tools}>
            <UnstyledButton
              className={classes.search}
              title="Search"
              onClick={searching.open}
              visibleFrom="sm"
            >
              <IconSearch size={16} aria-hidden />
              <span className={classes.label}>Search</span>
              <span className={`${classes.label} ${classes.keys}`}>{modKey} K</span>
            </UnstyledButton>
            <CreateMenu
              isOpen={isCreating}
              onChange={(open) => (open ? creating.open() : creating.close())}
              onNavigate={close}
            />
          </div>
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} type="never" my="xs">
          <Places {...navigation} />
        </AppShell.Section>
        <AppShell.Section>
          <BottomPlaces {...navigation} />
          <SandboxChip />
          <div className={classes.foot}>
            <MemberMenu onNavigate={close} onShortcuts={helping.open} />
            <RailButton {...rail} />
          </div>
        </AppShell.Section>
      </AppShell.Navbar>
      <div className={classes.stage}>
        <Banners />
        <main id="content" tabIndex={-1} className={classes.content}>
          <PageTabs value={tabsOf(pathname)}>
            <Outlet />
          </PageTabs>
        </main>
      </div>
      <Announcer />
      <Palette
        isOpen={isSearching}
        onOpen={searching.open}
        onClose={searching.close}
        onShortcuts={helping.open}
      />
      {isHelping ? <ShortcutSheet places={reachable} onClose={helping.close} /> : null}
    </AppShell>
  )
}

/** The page that was opened has the focus, so that the next Tab is in it; unless one of its fields took it. */
function useFocusOnPage(pathname: string): void {
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const { activeElement: focused, body } = document
    const isInPage = focused !== null && focused !== body && focused.closest("#navigation") === null
    if (!isInPage) document.getElementById("content")?.focus({ preventScroll: true })
  }, [pathname])
}

/** What the member may go to by a key after `g`. */
function useReachableByKey() {
  const open = useOpen()
  const setting = useFirstSetting()
  const ofPlaces = open(places).flatMap(({ shortcut, label, to }) =>
    shortcut === undefined ? [] : [{ shortcut, label, to }],
  )
  return setting ? [...ofPlaces, { shortcut: settingsShortcut, label: "Settings", to: setting.to }] : ofPlaces
}

function RailButton({ isRail, toggle }: ReturnType<typeof useRail>) {
  const label = isRail ? "Expand the navigation" : "Collapse the navigation"
  const IconOf = isRail ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <Tooltip label={`${label} ([)`} position="right">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        visibleFrom="sm"
        aria-label={label}
        onClick={toggle}
      >
        <IconOf size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
