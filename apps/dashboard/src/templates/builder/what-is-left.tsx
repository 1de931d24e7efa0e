import { Anchor, Group, Text } from "@mantine/core"
import { capitalized } from "../../api/problem.ts"
import { type Finding, placeOf } from "./findings.ts"

/** How much is to be fixed before a template can be submitted, and where. */
export function WhatIsLeft({
  sections,
  isTouched,
  onReveal,
}: {
  /** What was found, by section. */
  sections: ReadonlyMap<string, readonly Finding[]>
  /** Someone has started to write. */
  isTouched: boolean
  /** Has everything said about all sections. */
  onReveal: () => void
}) {
  const findings = [...sections.values()].flat()
  const errors = findings.filter(({ severity }) => severity === "error")
  if (errors.length > 0 && !isTouched) {
    return (
      <Text size="sm" fw={550}>
        Fill in the template to submit it.
      </Text>
    )
  }
  const places = new Set(
    [...sections].flatMap(([section, found]) => {
      const place = found.some(({ severity }) => severity === "error") ? placeOf(section) : undefined
      return place === undefined ? [] : [place]
    }),
  )
  const goTo = (place: string) => {
    onReveal()
    const section = document.getElementById(`builder-${place}`)
    section?.scrollIntoView({ block: "start" })
    section?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true })
  }
  return (
    <>
      <Text size="sm" fw={550}>
        {inWords(errors.length, findings.length - errors.length)}
      </Text>
      {places.size === 0 ? null : (
        <Group gap="xs">
          {[...places].map((place) => (
            <Anchor key={place} component="button" type="button" size="sm" onClick={() => goTo(place)}>
              {capitalized(place)}
            </Anchor>
          ))}
        </Group>
      )}
    </>
  )
}

function inWords(errors: number, warnings: number): string {
  const toFix = errors === 0 ? "Ready to submit" : errors === 1 ? "1 issue to fix" : `${errors} issues to fix`
  if (warnings === 0) return toFix
  return `${toFix} · ${warnings === 1 ? "1 suggestion" : `${warnings} suggestions`}`
}
