import { type ReactNode, type Ref, useCallback, useMemo, useState } from "react"
import classes from "./banner.module.css"
import { BannerStack, type Waiting, withBanner } from "./banner-stack.ts"

/** The place for banners. */
export function Notices({
  ref,
  className = "",
  children,
}: {
  ref?: Ref<HTMLElement>
  className?: string | undefined
  children: ReactNode
}) {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const [isUnfolded, unfold] = useState(false)
  const enter = useCallback((banner: Waiting) => setWaiting((before) => withBanner(before, banner)), [])
  const leave = useCallback((id: string) => setWaiting((before) => before.filter((one) => one.id !== id)), [])
  const stack = useMemo(
    () => ({ waiting, isUnfolded: isUnfolded && waiting.length > 1, enter, leave, unfold }),
    [waiting, isUnfolded, enter, leave],
  )
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      ref={ref}
      className={`${classes.stack} ${className}`}
      data-gravest={waiting[0]?.tone}
    >
      <BannerStack value={stack}>{children}</BannerStack>
    </section>
  )
}
