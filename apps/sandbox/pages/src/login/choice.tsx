import { Radio, Stack, Text } from "@mantine/core"
import type { ReactNode } from "react"

export const newChoice = "new"

/** Picks one of what there is, or something new that `children` asks about. */
export function Choice({
  label,
  options,
  newLabel,
  value,
  onChange,
  children,
}: {
  label: string
  options: readonly { id: string; name: string; detail?: string }[]
  newLabel: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {options.map(({ id, name, detail }) => (
          <Radio.Card key={id} value={id} p="sm">
            <Radio.Indicator style={{ float: "inline-start", marginInlineEnd: 12, marginTop: 2 }} />
            <Text fw={500}>{name}</Text>
            {detail === undefined ? null : (
              <Text size="sm" c="dimmed">
                {detail}
              </Text>
            )}
          </Radio.Card>
        ))}
        <Radio.Card value={newChoice} p="sm">
          <Radio.Indicator style={{ float: "inline-start", marginInlineEnd: 12, marginTop: 2 }} />
          <Text fw={500}>{newLabel}</Text>
        </Radio.Card>
        {value === newChoice ? children : null}
      </Stack>
    </Radio.Group>
  )
}
