import { Alert, Button, Group, Stack, Table, Text } from "@mantine/core"
import { IconUsers } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import type { Conflict } from "./use-editing.ts"

/** Says what someone else changed while a form was filled in, and what can be done about it. */
export function ConflictAlert({ message, changes, reload, keepMine }: Conflict) {
  const alert = useRef<HTMLDivElement>(null)
  useEffect(() => {
    alert.current?.scrollIntoView({ block: "nearest" })
  }, [])
  return (
    <Alert
      ref={alert}
      color="yellow"
      variant="light"
      icon={<IconUsers aria-hidden />}
      title={message}
      role="alert"
    >
      <Stack gap="xs">
        <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing="xs" aria-label="What changed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              <Table.Th>Now</Table.Th>
              <Table.Th>In your form</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ label, now, mine }) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={500}>
                  {label}
                </Table.Th>
                <Table.Td>
                  <Said>{now}</Said>
                </Table.Td>
                <Table.Td>
                  <Said>{mine}</Said>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm">Reload to see the current version, or keep your changes and save again.</Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={reload}>
            Reload
          </Button>
          <Button size="compact-sm" variant="default" onClick={keepMine}>
            Keep my changes
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

/** Texts may be long, and one that is empty is to be seen, too. */
function Said({ children }: { children: string }) {
  return children === "" ? (
    <Text size="sm" c="dimmed" span>
      Empty
    </Text>
  ) : (
    <Text size="sm" lineClamp={3}>
      {children}
    </Text>
  )
}
