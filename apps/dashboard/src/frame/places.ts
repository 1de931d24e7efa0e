/** Where one can go, as the rooms say. */
import type { LinkProps } from "@tanstack/react-router"
import type { Place as PlaceOfRoom, Section } from "../room.ts"
import { rooms } from "../rooms.ts"

type Place = PlaceOfRoom<NonNullable<LinkProps["to"]>>

const all: readonly Place[] = rooms.flatMap((room): readonly Place[] => room.places ?? [])

const titles: readonly (Section | undefined)[] = [undefined, "Audience", "Channels", "Messages", "Settings"]

/** Every section, in the order of the navigation. */
export const places: readonly { title: Section | undefined; places: readonly Place[] }[] = titles.map(
  (title) => ({ title, places: all.filter(({ section }) => section === title) }),
)

/** The place that a path is in: of several that contain it, the innermost. */
export function placeOf(path: string): Place | undefined {
  const around = all.filter(({ to }) => (to === "/" ? path === "/" : `${path}/`.startsWith(`${to}/`)))
  return around.toSorted((one, other) => other.to.length - one.to.length)[0]
}
