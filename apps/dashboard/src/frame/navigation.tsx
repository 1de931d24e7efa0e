import { Box, Text, Tooltip } from "@mantine/core"
import { type Icon, IconChevronLeft, IconSettings } from "@tabler/icons-react"
import { type LinkProps, useLocation } from "@tanstack/react-router"
import { Suspense } from "react"
import { lazyPart } from "../look/page/lazy-part.tsx"
import { PlaceLink } from "../look/place-link.tsx"
import type { PartFile } from "../room.ts"
import { useMay } from "../session/me.ts"
import classes from "./frame.module.css"
import {
  bottomPlaces,
  type Heading,
  isSetting,
  mainHeadings,
  type Place,
  placeOf,
  places,
  settingsHeadings,
} from "./places.ts"

const marks = new Map(places.flatMap(({ mark }) => (mark ? [[mark, lazyPart(mark, "quiet")]] : [])))

/** The key of the settings after `g`. */
export const settingsShortcut = ","

export interface NavigationProps {
  isRail: boolean
  onNavigate: () => void
}

/** Of some places those that the member's role opens. */
export function useOpen(): (places: readonly Place[]) => Place[] {
  const may = useMay()
  return (places) => places.filter(({ permission }) => permission === undefined || may(permission))
}

/** Where the settings begin for the member: the first of them that their role opens. */
export function useFirstSetting(): Place | undefined {
  const open = useOpen()
  return open(settingsHeadings.flatMap((heading) => heading.places))[0]
}

/** The places of the workspace, or those of its settings while one of these is open. */
export function Places(props: NavigationProps) {
  const here = placeOf(useLocation().pathname)
  if (!isSetting(here)) {
    return mainHeadings.map((heading) => (
      <PlacesUnder key={heading.title ?? ""} heading={heading} here={here} {...props} />
    ))
  }
  return (
    <>
      <Entry to="/" label="Back to home" icon={IconChevronLeft} {...props} />
      <Text className={classes.settings}>
        <span className={classes.label}>Settings</span>
      </Text>
      {settingsHeadings.map((heading) => (
        <PlacesUnder key={heading.title} heading={heading} here={here} {...props} />
      ))}
    </>
  )
}

/** What stands at the bottom: how WhatsApp is, and the settings. */
export function BottomPlaces(props: NavigationProps) {
  const here = placeOf(useLocation().pathname)
  const open = useOpen()
  const setting = useFirstSetting()
  return (
    <Box mb={4}>
      {open(bottomPlaces).map((place) => (
        <Entry key={place.label} {...place} isHere={place === here} {...props} />
      ))}
      {setting === undefined || isSetting(here) ? null : (
        <Entry to={setting.to} label="Settings" icon={IconSettings} {...props} />
      )}
    </Box>
  )
}

function PlacesUnder({
  heading: { title, places },
  here,
  ...props
}: NavigationProps & { heading: Heading; here: Place | undefined }) {
  const open = useOpen()(places)
  if (open.length === 0) return null
  return (
    <Box mb="xs">
      {title === undefined ? null : (
        <Text className={classes.section}>
          <span className={classes.label}>{title}</span>
        </Text>
      )}
      {open.map((place) => (
        <Entry key={place.label} {...place} isHere={place === here} {...props} />
      ))}
    </Box>
  )
}

function Entry({
  to,
  label,
  icon: IconOf,
  mark,
  isHere = false,
  isRail,
  onNavigate,
}: NavigationProps & {
  to: NonNullable<LinkProps["to"]>
  label: string
  icon: Icon
  mark?: PartFile
  isHere?: boolean
}) {
  const Mark = mark && marks.get(mark)
  return (
    <Tooltip label={label} position="right" disabled={!isRail}>
      <PlaceLink
        classNames={{
          root: classes.place ?? "",
          body: classes.label ?? "",
          section: classes.placeSection ?? "",
        }}
        to={to}
        label={label}
        leftSection={<IconOf size={18} stroke={1.7} aria-hidden />}
        rightSection={
          Mark === undefined ? null : (
            <Suspense>
              <Mark />
            </Suspense>
          )
        }
        active={isHere}
        activeOptions={{ exact: true }}
        aria-current={isHere ? "page" : undefined}
        onClick={onNavigate}
      />
    </Tooltip>
  )
}
