import { ActionIcon, Menu, Tooltip } from "@mantine/core"
import { IconVariable } from "@tabler/icons-react"
import { useAttributes } from "../../contacts/attributes/use-attributes.ts"
import { fieldWords, shownFields } from "../../contacts/field-words.ts"

/** What Meta takes as the name of a variable. */
const variableName = /^[a-z][a-z0-9_]*$/

/**
 * Adds a variable. One that is called as a field or an attribute of contacts is filled from the contact later on.
 * @param props.next what a variable is called that stands for something else; a number where variables are numbered
 */
export function VariableMenu({ next, onAdd }: { next: string; onAdd: (name: string) => void }) {
  const { names } = useAttributes()
  if (/^\d+$/.test(next)) {
    return (
      <Tooltip label="Add a variable">
        <ActionIcon variant="default" aria-label="Add a variable" onClick={() => onAdd(next)}>
          <IconVariable size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  const choices = [
    ...shownFields.map((name) => ({ name: name as string, label: fieldWords[name].label })),
    ...names.filter((name) => variableName.test(name)).map((name) => ({ name, label: name })),
  ]
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" aria-label="Add a variable" title="Add a variable">
          <IconVariable size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        <Menu.Label>From the contact</Menu.Label>
        {choices.map(({ name, label }) => (
          <Menu.Item key={name} onClick={() => onAdd(name)}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onAdd(next)}>Something else</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
