import { useElementSize } from "@mantine/hooks"
import { Suspense, useEffect } from "react"
import { Notices } from "../../look/notices.tsx"
import { lazyPart } from "../../look/page/lazy-part.tsx"
import { rooms } from "../../rooms.ts"
import classes from "../frame.module.css"
import { ClockBanner } from "./clock-banner.tsx"
import { ConnectionBanner } from "./connection-banner.tsx"
import { useOwnNotices } from "./lone-notices.tsx"

const ofRooms = rooms.flatMap(({ banners = [] }) => banners.map((banner) => lazyPart(banner, "quiet")))

/** The one place for what concerns every page. It stays in sight; its height is `--banners`. */
export function Banners() {
  const { ref, height } = useElementSize()
  useOwnNotices()
  useEffect(() => {
    document.documentElement.style.setProperty("--banners", `${height}px`)
    return () => {
      document.documentElement.style.removeProperty("--banners")
    }
  }, [height])
  return (
    <Notices ref={ref} className={classes.banners}>
      <ConnectionBanner />
      <Suspense>
        {ofRooms.map((BannerOfRoom, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are always the same, in the same order
          <BannerOfRoom key={index} />
        ))}
      </Suspense>
      <ClockBanner />
    </Notices>
  )
}
