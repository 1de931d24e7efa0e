import {
  Avatar,
  Box,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core"
import {
  IconBook,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react"
import { Link } from "@tanstack/react-router"
import { useMe } from "../session/me.ts"
import { useSignOut } from "../session/sign-out.ts"
import classes from "./frame.module.css"

/** Who is signed in, and what concerns only them: account, colours, signing out. */
export function MemberMenu({
  onNavigate,
  onShortcuts,
}: {
  onNavigate: () => void
  /** Shows the keyboard shortcuts. */
  onShortcuts: () => void
}) {
  const { member } = useMe()
  const signOut = useSignOut()
  return (
    <Menu width={236} position="top-start" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.who}>
          <Avatar size={32} radius="xl" name={member.name} color="initials" aria-hidden />
          <Box flex={1} miw={0} className={classes.label ?? ""}>
            <Text size="sm" fw={550} truncate>
              {member.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {member.email}
            </Text>
          </Box>
          <VisuallyHidden>Account menu</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUserCircle size={16} aria-hidden />}
          onClick={onNavigate}
        >
          Your account
        </Menu.Item>
        <Menu.Item
          component="a"
          href="/docs"
          target="_blank"
          rel="noreferrer"
          leftSection={<IconBook size={16} aria-hidden />}
        >
          API documentation
        </Menu.Item>
        <Menu.Item
          visibleFrom="sm"
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={onShortcuts}
        >
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <ColourChoice />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          disabled={signOut.isBusy}
          onClick={() => void signOut.run()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const colours = [
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
  { value: "auto", label: "System", icon: IconDeviceDesktop },
] as const

function ColourChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Theme"
      value={colorScheme}
      onChange={(value) => {
        const chosen = colours.find((colour) => colour.value === value)
        if (chosen) setColorScheme(chosen.value)
      }}
      data={colours.map(({ value, label, icon: Icon }) => ({
        value,
        label: (
          <Box component="span" display="inline-flex" title={label} py={3}>
            <Icon size={15} aria-hidden />
            <VisuallyHidden>{label}</VisuallyHidden>
          </Box>
        ),
      }))}
    />
  )
}
