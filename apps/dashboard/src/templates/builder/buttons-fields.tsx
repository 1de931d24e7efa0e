import { ActionIcon, Button, Group, Menu, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import type { TemplateButton } from "@parley/whatsapp/templates"
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react"
import { PhoneField } from "../../look/form/phone-field.tsx"
import { allButtonKinds, buttonLabel, tapMeaning, withButton } from "./button-kinds.ts"
import { variablesIn } from "./draft/draft.ts"
import type { Finding } from "./findings.ts"
import { FindingsList } from "./findings-list.tsx"
import { useTouched, WhenTouched } from "./touched.tsx"

/** The buttons under a message or a card. */
export function ButtonsFields({
  buttons,
  kinds = allButtonKinds,
  findingsOf,
  onChange,
}: {
  buttons: readonly TemplateButton[]
  kinds?: typeof allButtonKinds
  findingsOf?: (index: number) => readonly Finding[] | undefined
  onChange: (buttons: TemplateButton[]) => void
}) {
  const replace = (index: number, button: TemplateButton) => onChange(buttons.with(index, button))
  const move = (index: number, by: -1 | 1) => {
    const [moved, other] = [buttons[index], buttons[index + by]]
    if (moved && other) onChange(buttons.with(index, other).with(index + by, moved))
  }
  return (
    <Stack gap="sm">
      {buttons.map((button, index) => (
        <ButtonCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a button is known by its place alone, and keeps its field's focus
          key={index}
          index={index}
          isLast={index === buttons.length - 1}
          button={button}
          findings={findingsOf?.(index)}
          onMove={(by) => move(index, by)}
          onRemove={() => onChange(buttons.toSpliced(index, 1))}
          onChange={(changed) => replace(index, changed)}
        />
      ))}
      {/* It is long: the page may be scrolled to see all of it, and with that the button out of sight. */}
      <Menu position="bottom-start" withinPortal hideDetached={false}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={buttons.length >= 10}
            w="fit-content"
          >
            Add a button
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
          {kinds.map((kind) => (
            <Menu.Item key={kind.label} onClick={() => onChange(withButton(buttons, kind.fresh))}>
              <Text size="sm">{kind.label}</Text>
              <Text size="xs" c="dimmed">
                {kind.hint}
              </Text>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  )
}

function ButtonCard({
  button,
  index,
  isLast,
  findings,
  onMove,
  onRemove,
  onChange,
}: {
  button: TemplateButton
  index: number
  isLast: boolean
  findings: readonly Finding[] | undefined
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  onChange: (button: TemplateButton) => void
}) {
  const { isTouched, handlers } = useTouched()
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Button ${index + 1}`} {...handlers}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={550}>
            {buttonLabel(button)}
          </Text>
          <Group gap={4} wrap="nowrap">
            <Tool
              label={`Move button ${index + 1} up`}
              icon={IconArrowUp}
              disabled={index === 0}
              onClick={() => onMove(-1)}
            />
            <Tool
              label={`Move button ${index + 1} down`}
              icon={IconArrowDown}
              disabled={isLast}
              onClick={() => onMove(1)}
            />
            <Tool label={`Remove button ${index + 1}`} icon={IconTrash} onClick={onRemove} />
          </Group>
        </Group>
        <WhenTouched isTouched={isTouched}>
          <ButtonFields button={button} onChange={onChange} />
          <FindingsList findings={findings} />
        </WhenTouched>
      </Stack>
    </Paper>
  )
}

function Tool({
  label,
  icon: ToolIcon,
  disabled = false,
  onClick,
}: {
  label: string
  icon: typeof IconTrash
  disabled?: boolean
  onClick: () => void
}) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onClick}>
      <ToolIcon size={16} aria-hidden />
    </ActionIcon>
  )
}

/** What is to be said about one button. */
export function ButtonFields({
  button,
  onChange,
}: {
  button: TemplateButton
  onChange: (button: TemplateButton) => void
}) {
  const label = (
    <TextInput
      label="Button text"
      description={`${Array.from(button.text ?? "").length} / 25`}
      dir="auto"
      value={button.text ?? ""}
      onChange={(event) => onChange({ ...button, text: event.currentTarget.value })}
    />
  )
  switch (button.type) {
    case "QUICK_REPLY": {
      const meaning = tapMeaning(button)
      return meaning === undefined ? (
        label
      ) : (
        <Stack gap={4}>
          {label}
          <Text size="xs" c="dimmed">
            {meaning}
          </Text>
        </Stack>
      )
    }
    case "COPY_CODE":
      return (
        <TextInput
          label="Sample code"
          description="The code itself is chosen when the message is sent."
          value={typeof button.example === "string" ? button.example : (button.example?.[0] ?? "")}
          onChange={(event) => onChange({ ...button, example: event.currentTarget.value })}
        />
      )
    case "REQUEST_CONTACT_INFO":
      return (
        <Text size="sm" c="dimmed">
          Its text is WhatsApp's.
        </Text>
      )
    case "URL":
      return (
        <Stack gap="xs">
          {label}
          <TextInput
            label="Address"
            description="End it with {{1}} for a variable"
            type="url"
            value={button.url}
            onChange={(event) => onChange({ ...button, url: event.currentTarget.value })}
          />
          {variablesIn(button.url).length > 0 ? (
            <TextInput
              label="Sample address"
              description="A complete URL, as people would get it"
              value={button.example?.[0] ?? ""}
              onChange={(event) => onChange({ ...button, example: [event.currentTarget.value] })}
            />
          ) : null}
        </Stack>
      )
    case "PHONE_NUMBER":
      return (
        <Stack gap="xs">
          {label}
          <PhoneField
            label="Phone number"
            value={button.phone_number}
            onChange={(phone_number) => onChange({ ...button, phone_number })}
          />
        </Stack>
      )
    case "FLOW":
      return (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {label}
          <TextInput
            label="Flow id"
            description="As WhatsApp Manager shows it"
            value={String(button.flow_id ?? "")}
            onChange={(event) => onChange({ ...button, flow_id: event.currentTarget.value })}
          />
        </SimpleGrid>
      )
    default:
      return label
  }
}
