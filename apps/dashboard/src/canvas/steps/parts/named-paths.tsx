import { ActionIcon, Button, Group, Paper, Stack, TextInput } from "@mantine/core"
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { errorAt, type Surroundings } from "../step-form.ts"

interface Named {
  id: string
  name: string
}

/** The paths of a step in their order: each with a name, and what takes people there. */
export function NamedPaths<Path extends Named>({
  paths,
  at,
  of,
  add,
  least = 1,
  most,
  begin,
  onChange,
  children,
}: {
  paths: readonly Path[]
  /** Where they are in the form, such as `steps.3.paths`. */
  at: string
  of: Surroundings
  /** The button for one more. */
  add: string
  least?: number
  most: number
  begin: (name: string) => Path
  onChange: (paths: Path[]) => void
  children?: (path: Path, at: string, change: (path: Path) => void) => ReactNode
}) {
  const moved = (place: number, by: number) => {
    const path = paths[place]
    return path === undefined ? [...paths] : paths.toSpliced(place, 1).toSpliced(place + by, 0, path)
  }
  return (
    <Stack gap="sm">
      {paths.map((path, place) => {
        const here = `${at}.${place}`
        const change = (changed: Path) => onChange(paths.with(place, changed))
        return (
          <Paper key={path.id} withBorder p="xs" role="group" aria-label={`Path ${place + 1}`}>
            <Stack gap="xs">
              <Group gap={4} wrap="nowrap" align="flex-end">
                <TextInput
                  flex={1}
                  size="xs"
                  label={`Path ${place + 1}`}
                  maxLength={100}
                  data-path={`${here}.name`}
                  error={errorAt(of.errors, `${here}.name`)}
                  value={path.name}
                  onChange={({ currentTarget }) => change({ ...path, name: currentTarget.value })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${path.name || "path"} up`}
                  disabled={place === 0}
                  onClick={() => onChange(moved(place, -1))}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${path.name || "path"} down`}
                  disabled={place === paths.length - 1}
                  onClick={() => onChange(moved(place, 1))}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                {paths.length <= least ? null : (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove ${path.name || "path"}`}
                    onClick={() => onChange(paths.toSpliced(place, 1))}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
              {children?.(path, here, change)}
            </Stack>
          </Paper>
        )
      })}
      {paths.length >= most ? null : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...paths, begin(nextPathName(paths))])}
          >
            {add}
          </Button>
        </div>
      )}
    </Stack>
  )
}

/** `Path 3`, or the first number that is free. */
function nextPathName(paths: readonly Named[]): string {
  const taken = new Set(paths.map(({ name }) => name))
  const numbers = Array.from({ length: paths.length + 1 }, (_, index) => `Path ${index + 1}`)
  return numbers.find((name) => !taken.has(name)) ?? "Path"
}

export const nameMistakes = (paths: readonly Named[]): [string, string][] =>
  paths.flatMap(({ name }, place) =>
    name.trim() === "" ? [[`paths.${place}.name`, "Enter a name"] as [string, string]] : [],
  )
