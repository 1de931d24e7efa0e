import { CloseButton } from "@mantine/core"
import { useSessionStorage } from "@mantine/hooks"
import type { Icon } from "@tabler/icons-react"
import type { ReactNode } from "react"
import classes from "./banner.module.css"

interface BannerProps {
  /** `failed`: something does not work. `warning`: something soon may not. `note`: something is not as usual. */
  tone: "failed" | "warning" | "note"
  icon: Icon
  /** One sentence, or two. */
  children: ReactNode
  /** A button or link to what can be done about it. */
  action?: ReactNode
}

/** A line above every page, about what concerns them all. */
function Banner({ tone, icon: Icon, children, action }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone}>
      <Icon size={18} stroke={1.8} aria-hidden className={classes.icon} />
      <span className={classes.words}>{children}</span>
      {action}
    </div>
  )
}

/**
 * A banner that goes away when somebody has read it, until the tab is closed.
 * @param props.about what it tells of: something else, such as another examination, shows again
 */
export function DismissibleBanner({ about, action, ...banner }: BannerProps & { about: string }) {
  const [dismissed, dismiss] = useSessionStorage<readonly string[]>({
    key: "dismissed-banners",
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  if (dismissed.includes(about)) return null
  return (
    <Banner
      {...banner}
      action={
        <>
          {action}
          <CloseButton
            size="sm"
            variant="transparent"
            c="inherit"
            aria-label="Dismiss"
            onClick={() => dismiss([...dismissed, about])}
          />
        </>
      }
    />
  )
}
