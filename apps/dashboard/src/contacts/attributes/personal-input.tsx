import { ActionIcon, Group, Input, Menu, Stack, TextInput } from "@mantine/core"
import { IconCode, IconLetterCase, IconUserSquare } from "@tabler/icons-react"
import { type ReactNode, useState } from "react"
import { AttributePicker } from "./attribute-picker.tsx"
import { hasLiquid, readPersonal, writePersonal } from "./personal-text.ts"

/**
 * A text that can be personal: typed, or a field of the contact with what to say where a contact has none. What is more
 * than one field is Liquid, for those who know it.
 */
export function PersonalInput({
  label,
  description,
  error,
  value,
  onChange,
}: {
  label: string
  description?: string | undefined
  error?: string | undefined
  /** Text or Liquid, as contents have it. */
  value: string
  onChange: (value: string) => void
}) {
  const personal = readPersonal(value)
  const [wantsField, setWantsField] = useState(personal !== undefined)
  const isField = wantsField && (personal !== undefined || value === "")
  const menu = (
    <KindMenu
      label={label}
      onText={() => {
        setWantsField(false)
        onChange(personal === undefined ? value : personal.fallback)
      }}
      onField={() => {
        setWantsField(true)
        if (personal === undefined)
          onChange(writePersonal({ field: "first_name", fallback: hasLiquid(value) ? "" : value }))
      }}
      onLiquid={() => setWantsField(false)}
    />
  )
  if (!isField) {
    return (
      <TextInput
        size="sm"
        label={label}
        description={description ?? (hasLiquid(value) ? "Liquid: filled in for each contact." : undefined)}
        error={error}
        value={value}
        rightSection={menu}
        {...(hasLiquid(value)
          ? { styles: { input: { fontFamily: "var(--mantine-font-family-monospace)" } } }
          : {})}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  const { field, fallback } = personal ?? { field: "", fallback: "" }
  return (
    <Stack gap={4}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Grows>
          <AttributePicker
            label={label}
            description={description}
            size="sm"
            value={field === "" ? null : field}
            onChange={(chosen) => onChange(writePersonal({ field: chosen, fallback }))}
          />
        </Grows>
        <Grows>
          <TextInput
            size="sm"
            label="If empty"
            aria-label={`${label}: if empty`}
            value={fallback}
            rightSection={menu}
            error={error !== undefined}
            onChange={(event) => onChange(writePersonal({ field, fallback: event.currentTarget.value }))}
          />
        </Grows>
      </Group>
      {error === undefined ? null : <Input.Error>{error}</Input.Error>}
    </Stack>
  )
}

const Grows = ({ children }: { children: ReactNode }) => (
  <div style={{ flex: "1 1 0", minWidth: 0 }}>{children}</div>
)

function KindMenu({
  label,
  onText,
  onField,
  onLiquid,
}: {
  label: string
  onText: () => void
  onField: () => void
  onLiquid: () => void
}) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Personalize ${label}`} title="Personalize">
          <IconUserSquare size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserSquare size={16} aria-hidden />} onClick={onField}>
          Field of the contact
        </Menu.Item>
        <Menu.Item leftSection={<IconLetterCase size={16} aria-hidden />} onClick={onText}>
          Same text for everyone
        </Menu.Item>
        <Menu.Item leftSection={<IconCode size={16} aria-hidden />} onClick={onLiquid}>
          Liquid (advanced)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
