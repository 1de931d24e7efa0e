import { ActionIcon, Group, Menu } from "@mantine/core"
import { IconDotsVertical } from "@tabler/icons-react"
import type { ReactNode } from "react"

const emoji = ["👍", "❤️", "😂", "😮", "😢", "🙏"]

/** A message with what one can do about it beside it. */
export function MessageActions({
  isOwn,
  children,
  onReply,
  onReact,
}: {
  isOwn: boolean
  children: ReactNode
  onReply: () => void
  onReact: (emoji: string) => void
}) {
  return (
    <Group gap={2} wrap="nowrap" align="flex-start" style={{ flexDirection: isOwn ? "row-reverse" : "row" }}>
      <div style={{ minWidth: 0, maxWidth: 340 }}>{children}</div>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Answer or react">
            <IconDotsVertical size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onReply}>Answer this</Menu.Item>
          <Group gap={0} px="xs">
            {emoji.map((emoji) => (
              <Menu.Item key={emoji} w="auto" px={6} onClick={() => onReact(emoji)}>
                {emoji}
              </Menu.Item>
            ))}
          </Group>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
