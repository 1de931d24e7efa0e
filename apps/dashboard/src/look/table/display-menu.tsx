import {
  Button,
  Checkbox,
  Divider,
  Group,
  NativeSelect,
  Popover,
  SegmentedControl,
  Stack,
  Text,
} from "@mantine/core"
import { IconAdjustmentsHorizontal } from "@tabler/icons-react"
import { type AnyColumn, isOptional } from "./column.ts"
import type { Order, Sorted } from "./list-state.ts"
import type { Density } from "./rows.tsx"

/** How a list looks: what it is sorted by (the headings are not there on a phone), how dense it is, and its columns. */
export function DisplayMenu({
  columns,
  hidden,
  onHide,
  density,
  onDensity,
  sorted,
  onSort,
}: {
  columns: readonly Pick<AnyColumn<never>, "heading" | "kind" | "sort">[]
  /** Headings. */
  hidden: readonly string[]
  onHide: (hidden: string[]) => void
  density: Density
  onDensity: (density: Density) => void
  sorted: Sorted | undefined
  onSort: (sorted: Sorted) => void
}) {
  const sorts = columns.flatMap(({ heading, sort }) =>
    sort === undefined ? [] : [{ value: sort, label: heading }],
  )
  const optional = columns.filter(isOptional)
  return (
    <Popover position="bottom-end" shadow="md" width={260} trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}>
          Display
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {sorts.length === 0 ? null : (
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <NativeSelect
                label="Sort by"
                size="xs"
                flex={1}
                data={sorts}
                value={sorted?.sort ?? ""}
                onChange={(event) =>
                  onSort({ sort: event.currentTarget.value, order: sorted?.order ?? "asc" })
                }
              />
              <NativeSelect
                aria-label="Order"
                size="xs"
                data={orders}
                value={sorted?.order ?? "asc"}
                onChange={(event) =>
                  onSort({
                    sort: sorted?.sort ?? sorts[0]?.value ?? "",
                    order: event.currentTarget.value === "desc" ? "desc" : "asc",
                  })
                }
              />
            </Group>
          )}
          <Stack gap={4}>
            <Text size="xs" fw={500} id="density">
              Density
            </Text>
            <SegmentedControl
              size="xs"
              aria-labelledby="density"
              data={densities}
              value={density}
              onChange={(chosen) => onDensity(chosen === "comfortable" ? "comfortable" : "compact")}
            />
          </Stack>
          {optional.length === 0 ? null : (
            <>
              <Divider />
              <Checkbox.Group
                label="Columns"
                size="xs"
                value={optional.map(({ heading }) => heading).filter((heading) => !hidden.includes(heading))}
                onChange={(shown) =>
                  onHide(optional.map(({ heading }) => heading).filter((heading) => !shown.includes(heading)))
                }
              >
                <Stack gap={6} mt={6}>
                  {optional.map(({ heading }) => (
                    <Checkbox key={heading} size="xs" value={heading} label={heading} />
                  ))}
                </Stack>
              </Checkbox.Group>
            </>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

const orders: { value: Order; label: string }[] = [
  { value: "asc", label: "Ascending" },
  { value: "desc", label: "Descending" },
]
const densities: { value: Density; label: string }[] = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Comfortable" },
]
