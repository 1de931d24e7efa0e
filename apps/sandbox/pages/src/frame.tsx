/** What is around every page: where one can go, and what time it is in the sandbox. */
import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import {
  IconBolt,
  IconBrandWhatsapp,
  IconBuildingStore,
  IconClock,
  IconDeviceMobile,
  IconDeviceSim,
  IconHome,
  IconMoon,
  IconSettings,
  IconSun,
  IconUsersGroup,
} from "@tabler/icons-react"
import { Link, Outlet, useLocation } from "@tanstack/react-router"
import { useLayoutEffect } from "react"
import { ClockBadge } from "./clock-badge.tsx"
import { windowTitle } from "./window-title.ts"

const places = [
  { to: "/", label: "Start", icon: IconHome },
  { to: "/_sandbox/pages/accounts", label: "Business Manager", icon: IconBuildingStore },
  { to: "/_sandbox/pages/phones", label: "Phones", icon: IconDeviceMobile },
  { to: "/_sandbox/pages/sims", label: "SIM cards", icon: IconDeviceSim },
  { to: "/_sandbox/pages/population", label: "Population", icon: IconUsersGroup },
  { to: "/_sandbox/pages/failures", label: "Failures", icon: IconBolt },
  { to: "/_sandbox/pages/clock", label: "Clock", icon: IconClock },
  { to: "/_sandbox/pages/settings", label: "Settings", icon: IconSettings },
] as const

export function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const { pathname } = useLocation()
  const here = places.findLast(({ to }) => (to === "/" ? pathname === "/" : pathname.startsWith(to)))
  // Before the page's own effects, so that it can name the tab after what it shows.
  useLayoutEffect(() => {
    document.title = here === undefined || pathname === "/" ? "WhatsApp sandbox" : windowTitle(here.label)
  }, [here, pathname])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
            <IconBrandWhatsapp color="var(--selected-line)" aria-hidden />
            <Text fw={650}>Sandbox</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ClockBadge />
            <LightSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        {places.map(({ to, label, icon: Icon }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={label}
            leftSection={<Icon size={18} aria-hidden />}
            active={to === here?.to}
            onClick={close}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}

function LightSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme("light")
  const other = scheme === "dark" ? "light" : "dark"
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {scheme === "dark" ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  )
}
