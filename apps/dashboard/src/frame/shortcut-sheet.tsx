import { Group, Kbd, Stack, Switch, Text, Title } from "@mantine/core"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { modKey } from "./mod-key.ts"
import { leader } from "./shortcuts.ts"
import { useShortcutsChoice } from "./use-shortcuts.ts"

const anywhere: readonly (readonly [keys: readonly string[], what: string])[] = [
  [[modKey, "K"], "Search anything, also while typing"],
  [["/"], "Search anything"],
  [["C"], "Create"],
  [["["], "Collapse or expand the navigation"],
  [["?"], "Show this list"],
]

/** Every key that does something anywhere, with the way to turn single keys off. */
export function ShortcutSheet({
  places,
  onClose,
}: {
  /** Those that the member may go to by a key. */
  places: readonly { label: string; shortcut: string }[]
  onClose: () => void
}) {
  const { areOn, choose } = useShortcutsChoice()
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <Stack>
        <Keys title="Anywhere" all={anywhere} />
        <Keys
          title="Go to"
          all={places.map(({ shortcut, label }) => [[leader.toUpperCase(), shortcut.toUpperCase()], label])}
        />
        <Switch
          label="Single-key shortcuts"
          description="When off, only shortcuts with Ctrl or ⌘ work."
          checked={areOn}
          onChange={(event) => choose(event.currentTarget.checked)}
        />
      </Stack>
    </Dialog>
  )
}

function Keys({ title, all }: { title: string; all: typeof anywhere }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: "none" }}>
        {all.map(([keys, what]) => (
          <Group component="li" key={keys.join(" ")} justify="space-between" wrap="nowrap">
            <Text size="sm">{what}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </section>
  )
}
