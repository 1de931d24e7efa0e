import { Select, Stack, Text } from "@mantine/core"
import { api } from "../api/client.ts"
import { capitalized } from "../api/problem.ts"
import { type Role, useWorkspace } from "../session/me.ts"

/** Chooses a role, each explained. Only owners make owners. */
export function RoleChoice({
  label,
  value,
  onChange,
  withLabel = false,
  isDisabled = false,
}: {
  label: string
  value: string
  onChange: (role: Role) => unknown
  /** Whether the label is on the screen, or for screen readers only. */
  withLabel?: boolean
  isDisabled?: boolean
}) {
  const roles = api.useQuery("get", "/v1/roles", {}, { staleTime: Number.POSITIVE_INFINITY })
  const { role: own } = useWorkspace()
  const all = (roles.data ?? []).filter(({ name }) => name !== "owner" || own === "owner")
  return (
    <Select
      {...(withLabel ? { label } : { "aria-label": label })}
      size={withLabel ? "sm" : "xs"}
      w={withLabel ? undefined : 140}
      comboboxProps={{ width: 320, position: "bottom-start" }}
      maxDropdownHeight={420}
      allowDeselect={false}
      disabled={isDisabled}
      value={value}
      data={
        all.length === 0
          ? [{ value, label: capitalized(value) }]
          : all.map(({ name }) => ({ value: name, label: capitalized(name) }))
      }
      onChange={(chosen) => {
        const role = all.find(({ name }) => name === chosen)
        if (role && role.name !== value) onChange(role.name)
      }}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text size="sm" fw={550}>
            {option.label}
          </Text>
          <Text size="xs" c="dimmed">
            {all.find(({ name }) => name === option.value)?.description}
          </Text>
        </Stack>
      )}
    />
  )
}
