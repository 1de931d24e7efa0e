import { CloseButton, UnstyledButton } from "@mantine/core"
import { useSessionStorage } from "@mantine/hooks"
import type { Icon } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { ownKey } from "../api/own-keys.ts"
import classes from "./banner.module.css"
import { type Tone, useTurn } from "./banner-stack.ts"

interface BannerProps {
  tone: Tone
  icon: Icon
  /** One sentence, or two. */
  children: ReactNode
  /** A button or link to what can be done about it. */
  action?: ReactNode
}

/**
 * A line above every page, about what concerns them all. One is shown at a time, the gravest; from there the others can be
 * unfolded. It stands in `Notices`.
 */
export function Banner({ tone, icon: IconOf, children, action }: BannerProps) {
  const { place, isShown, stack } = useTurn(tone)
  if (!isShown) return null
  return (
    <div className={classes.banner} data-tone={tone} style={{ order: place }}>
      <IconOf size={18} stroke={1.8} aria-hidden className={classes.icon} />
      <span className={classes.words}>{children}</span>
      {action}
      {place === 0 && stack.waiting.length > 1 ? (
        <UnstyledButton
          className={classes.more ?? ""}
          aria-expanded={stack.isUnfolded}
          onClick={() => stack.unfold(!stack.isUnfolded)}
        >
          {stack.isUnfolded ? "Show less" : `${stack.waiting.length - 1} more`}
        </UnstyledButton>
      ) : null}
    </div>
  )
}

/**
 * A banner that goes away when somebody has read it, until the tab is closed.
 * @param props.about what it tells of: something else, such as another examination, shows again
 */
export function DismissibleBanner({ about, action, ...banner }: BannerProps & { about: string }) {
  const [dismissed, dismiss] = useSessionStorage<readonly string[]>({
    key: ownKey("dismissed banners"),
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
