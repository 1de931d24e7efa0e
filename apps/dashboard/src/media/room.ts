import { IconPhoto } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const list = createRoute({
  getParentRoute: () => framed,
  path: "/media",
  component: lazyRouteComponent(() => import("./media.tsx"), "MediaPage"),
})
const file = createRoute({
  getParentRoute: () => framed,
  path: "/media/$fileId",
  component: lazyRouteComponent(() => import("./media-file.tsx"), "MediaFilePage"),
})

export const room = defineRoom({
  routes: [list, file],
  places: [
    {
      section: "Engage",
      to: "/media",
      label: "Media library",
      icon: IconPhoto,
      permission: "media:read",
      keywords: ["pictures", "images", "videos", "documents", "files", "uploads", "stickers"],
    },
  ],
  finds: [{ kind: "media_file", group: "Media library", icon: IconPhoto, to: "/media/$fileId" }],
  staleAfter: { media_file: ["/v1/media", "/v1/media/{id}", "/v1/media/{id}/uses"] },
})
