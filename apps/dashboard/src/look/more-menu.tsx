import { ActionIcon, Menu } from "@mantine/core"
import { IconDots } from "@tabler/icons-react"
import { type ReactNode, useRef } from "react"

/** What else may be done with something, behind three dots. */
export function MoreMenu({
  what,
  size = "lg",
  children,
}: {
  what: string
  /** `md` in rows of tables. */
  size?: "md" | "lg"
  children: ReactNode
}) {
  const dots = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon ref={dots} variant="subtle" color="gray" size={size} aria-label={`More for ${what}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      {/* A dialog gives the focus back to what had it before: not to the item, which is gone by then. */}
      <Menu.Dropdown onClickCapture={() => dots.current?.focus()}>{children}</Menu.Dropdown>
    </Menu>
  )
}
