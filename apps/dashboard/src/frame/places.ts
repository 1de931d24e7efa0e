/** Where one can go, as the rooms say. */
import type { LinkProps } from "@tanstack/react-router"
import type { Beginning, Place as PlaceOfRoom, Section, SettingsSection, Tab as TabOfRoom } from "../room.ts"
import { rooms } from "../rooms.ts"

type Address = NonNullable<LinkProps["to"]>
export type Place = PlaceOfRoom<Address>
export type Tab = Pick<TabOfRoom<Address>, "to" | "label">

/** Places under a heading, or without one. */
export interface Heading {
  title: string | undefined
  places: readonly Place[]
}

const all: readonly Place[] = rooms.flatMap((room): readonly Place[] => room.places ?? [])
const inSection = (title: Section | undefined): Heading => ({
  title,
  places: all
    .filter(({ section }) => section === title)
    .toSorted((one, other) => Number(other.leads ?? false) - Number(one.leads ?? false)),
})

/** The navigation, in its order. */
export const mainHeadings: readonly Heading[] = [undefined, "Engage" as const, "Audience" as const].map(
  inSection,
)
/** What stands apart, at its bottom. */
export const bottomPlaces: readonly Place[] = inSection("bottom").places

const ofSettings: readonly SettingsSection[] = ["Workspace", "Data", "Connections", "You"]
/** The navigation of the settings, in its order. */
export const settingsHeadings: readonly Heading[] = ofSettings.map(inSection)

/** Every place in the order of the navigation, that of the settings last. */
export const places: readonly Place[] = [
  ...mainHeadings.flatMap((heading) => heading.places),
  ...bottomPlaces,
  ...settingsHeadings.flatMap((heading) => heading.places),
]

export const isSetting = (place: Place | undefined): boolean =>
  ofSettings.some((section) => section === place?.section)

/** The place that a path is in: of several that contain it, the innermost. */
export function placeOf(path: string): Place | undefined {
  const around = all.filter(({ to }) => (to === "/" ? path === "/" : `${path}/`.startsWith(`${to}/`)))
  return around.toSorted((one, other) => other.to.length - one.to.length)[0]
}

/** The tabs that the page of a path has in its header; none where it stands alone, or is a page within one of them. */
export function tabsOf(path: string): readonly Tab[] {
  const place = placeOf(path)
  if (place?.tabs === undefined) return []
  const tabs = [{ to: place.to, label: place.tabs.first }, ...place.tabs.others]
  return tabs.some(({ to }) => to === path) ? tabs : []
}

/** What one can start from anywhere. */
export const beginnings: readonly Beginning<Address>[] = rooms.flatMap(
  (room): readonly Beginning<Address>[] => room.beginnings ?? [],
)
