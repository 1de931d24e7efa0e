import { Box, Group, Text, Title } from "@mantine/core"
import { useElementSize } from "@mantine/hooks"
import { IconChevronRight } from "@tabler/icons-react"
import { type LinkProps, useLocation } from "@tanstack/react-router"
import { createContext, type ReactNode, use, useEffect } from "react"
import { pathOf } from "../links.tsx"
import classes from "./page.module.css"
import { WayBack } from "./way-back.tsx"

/** A page that this one is a part of. */
export interface Crumb {
  to: NonNullable<LinkProps["to"]>
  /** The id of what its address names, if it names something. */
  id?: string
  label: string
}

/** What the pages beside the one that is shown are; the frame knows. */
export const PageTabs = createContext<readonly Crumb[]>([])

interface PageProps {
  title: string
  /** In the browser's tab, where that is to say something else than the page. */
  windowTitle?: string
  /** One sentence under the title. */
  intro?: ReactNode
  /** How what the page is about stands: a badge. */
  state?: ReactNode
  /** The page's one primary action. */
  action?: ReactNode
  /** What this page is a part of, the outermost first. */
  up?: Crumb | readonly Crumb[]
  /** Tables and builders take the whole width; forms and reading do not. */
  wide?: boolean
  children: ReactNode
}

/** What every page looks like: where it stands, its title, its one primary action, its content. */
export function Page({
  title,
  windowTitle = title,
  intro,
  state,
  action,
  up = [],
  wide = false,
  children,
}: PageProps) {
  useEffect(() => {
    document.title = `${windowTitle} · Parley`
  }, [windowTitle])
  const { ref: bar, height: barHeight } = useElementSize()
  return (
    // Headings of tables stay in sight below the bar.
    <Box className={classes.page ?? ""} __vars={{ "--page-bar": `${barHeight}px` }}>
      <Trail crumbs={[up].flat()} />
      <div className={classes.bar} ref={bar}>
        <Group justify="space-between" gap="xs" mih={36}>
          <Group gap="sm" className={classes.title ?? ""}>
            <Title order={1} size="h3">
              {title}
            </Title>
            {state}
          </Group>
          {action}
        </Group>
        <Tabs />
      </div>
      {intro === undefined ? null : (
        <Text size="sm" c="dimmed" maw={720} mb="md">
          {intro}
        </Text>
      )}
      <div className={wide ? "" : classes.narrow}>{children}</div>
    </Box>
  )
}

function Trail({ crumbs }: { crumbs: readonly Crumb[] }) {
  if (crumbs.length === 0) return null
  return (
    <nav aria-label="Breadcrumbs">
      <ol className={classes.trail}>
        {crumbs.map(({ to, id, label }) => (
          <li key={to}>
            <WayBack to={id === undefined ? to : pathOf(to, id)} size="sm" c="dimmed">
              {label}
            </WayBack>
            <IconChevronRight size={14} aria-hidden />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Tabs() {
  const tabs = use(PageTabs)
  const { pathname } = useLocation()
  if (tabs.length === 0) return null
  return (
    <nav aria-label="Tabs" className={classes.tabs}>
      {tabs.map(({ to, label }) => (
        <WayBack
          key={to}
          to={to}
          underline="never"
          className={classes.tab ?? ""}
          aria-current={to === pathname ? "page" : undefined}
        >
          {label}
        </WayBack>
      ))}
    </nav>
  )
}
