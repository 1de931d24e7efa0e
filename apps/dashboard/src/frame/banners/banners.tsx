import { useElementSize } from "@mantine/hooks"
import { Suspense, useEffect } from "react"
import { rooms } from "../../rooms.ts"
import classes from "../frame.module.css"
import { ClockBanner } from "./clock-banner.tsx"

const ofRooms = rooms.flatMap(({ banners = [] }) => banners)

/** The one place for what concerns every page, the gravest first. It stays in sight; its height is `--banners`. */
export function Banners() {
  const { ref, height } = useElementSize()
  useEffect(() => {
    document.documentElement.style.setProperty("--banners", `${height}px`)
    return () => {
      document.documentElement.style.removeProperty("--banners")
    }
  }, [height])
  return (
    <section aria-label="Notices" aria-live="polite" ref={ref} className={classes.banners}>
      <Suspense>
        {ofRooms.map((BannerOfRoom, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are always the same, in the same order
          <BannerOfRoom key={index} />
        ))}
      </Suspense>
      <ClockBanner />
    </section>
  )
}
