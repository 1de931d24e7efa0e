import { Checkbox, NumberInput, Stack } from "@mantine/core"
import type { BodyInputs } from "./inputs.ts"

/** Lines that Meta can add to formats of this category. */
const ofUtility = {
  add_learn_more_link: "A line about where to learn more",
  add_contact_number: "A line about the number to call",
  add_track_package_link: "A line about where to track a package",
} as const

/** The sentences that a format of this category may get beyond its text. */
export function Sentences({
  category,
  value,
  onChange,
}: {
  category: string
  value: BodyInputs
  onChange: (value: BodyInputs) => void
}) {
  if (category === "AUTHENTICATION") {
    return (
      <Stack gap="sm">
        <Checkbox
          label="Advise against sharing the code"
          checked={value.add_security_recommendation ?? false}
          onChange={(event) =>
            onChange({ ...value, add_security_recommendation: event.currentTarget.checked })
          }
        />
        <NumberInput
          label="The code expires after (minutes)"
          description="1 to 90. Leave empty to leave it out."
          min={1}
          max={90}
          allowDecimal={false}
          value={value.code_expiration_minutes ?? ""}
          onChange={(minutes) => {
            const { code_expiration_minutes: _, ...others } = value
            onChange(typeof minutes === "number" ? { ...others, code_expiration_minutes: minutes } : others)
          }}
        />
      </Stack>
    )
  }
  if (category !== "UTILITY") return null
  return (
    <Checkbox.Group
      label="Lines that Meta adds"
      description="Only some formats can have them."
      value={Object.entries(value).flatMap(([name, isChosen]) => (isChosen ? [name] : []))}
      onChange={(chosen) => onChange(Object.fromEntries(chosen.map((name) => [name, true])))}
    >
      <Stack gap="xs" mt="xs">
        {Object.entries(ofUtility).map(([name, label]) => (
          <Checkbox key={name} value={name} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
