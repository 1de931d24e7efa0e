import { Menu, UnstyledButton } from "@mantine/core"
import { IconClock, IconDeviceMobile, IconDeviceSim, IconExternalLink, IconFlask } from "@tabler/icons-react"
import { useSandbox } from "../../api/sandbox.ts"
import classes from "../frame.module.css"
import { clockOffset } from "./clock-offset.ts"

const pages = [
  { path: "/phones", label: "Phones", icon: IconDeviceMobile },
  { path: "/sims", label: "SIM cards", icon: IconDeviceSim },
  { path: "/clock", label: "Clock", icon: IconClock },
] as const

/** Says that Meta is the sandbox, and what time it is there; leads to its pages. */
export function SandboxChip() {
  const sandbox = useSandbox()
  if (sandbox === undefined) return null
  const offset = clockOffset(sandbox.clock_offset_ms)
  return (
    <Menu width={216} position="top-start" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.sandbox} title="Sandbox">
          <IconFlask size={16} stroke={1.8} aria-hidden />
          <span className={classes.label}>Sandbox</span>
          {offset === undefined ? null : <span className={classes.offset}>{offset.short}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Messages go to the sandbox, not to WhatsApp.
          {offset === undefined ? null : ` Its clock is ${offset.words}.`}
        </Menu.Label>
        {pages.map(({ path, label, icon: Icon }) => (
          <Menu.Item
            key={path}
            component="a"
            href={`${sandbox.pages_url}${path}`}
            target="_blank"
            rel="noreferrer"
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={<IconExternalLink size={14} aria-hidden />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
