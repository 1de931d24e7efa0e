import { Box, Group, Stack, Text, Title } from "@mantine/core"
import { IconChevronLeft } from "@tabler/icons-react"
import type { LinkProps } from "@tanstack/react-router"
import { type ReactNode, useEffect } from "react"
import { AnchorLink } from "./links.tsx"

interface PageProps {
  title: string
  /** One sentence under the title. */
  intro?: ReactNode
  /** The page's one primary action. */
  action?: ReactNode
  /** Where this page is a part of. */
  up?: { to: NonNullable<LinkProps["to"]>; label: string }
  /** Tables and builders take the whole width; forms and reading do not. */
  wide?: boolean
  children: ReactNode
}

/** What every page looks like: where it stands, its title, its one primary action, its content. */
export function Page({ title, intro, action, up, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Parley`
  }, [title])
  return (
    <Box maw={wide ? 1240 : 860} mx="auto">
      {up === undefined ? null : (
        <AnchorLink to={up.to} size="sm" c="dimmed" mb="xs" display="inline-flex">
          <IconChevronLeft size={16} aria-hidden style={{ alignSelf: "center" }} /> {up.label}
        </AnchorLink>
      )}
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <Stack gap={4} maw={640} style={{ flex: "1 1 20rem" }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {intro === undefined ? null : <Text c="dimmed">{intro}</Text>}
        </Stack>
        {action}
      </Group>
      {children}
    </Box>
  )
}
