import { ActionIcon, Button, Group } from "@mantine/core"
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboard,
  IconCopy,
  IconSearch,
  IconSitemap,
  IconTrash,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import { FieldSelect } from "../../look/form/field-select.tsx"
import type { Drawing } from "../editing/use-canvas-form.ts"
import { nameOfStep } from "../steps/index.ts"

/** What is done to a drawing as a whole, and the way to a step by its name. */
export function Toolbar({
  drawing,
  chosen,
  onCopy,
  onPaste,
  onRemove,
  onTidy,
  onFind,
  children,
}: {
  drawing: Drawing
  /** How many steps are chosen. */
  chosen: number
  onCopy: () => void
  onPaste: () => void
  onRemove: () => void
  onTidy: () => void
  onFind: (id: string) => void
  /** At its end. */
  children?: ReactNode
}) {
  const tool = (label: string, icon: ReactNode, act: (() => void) | undefined, keys?: string) => (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={act === undefined}
      onClick={act}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <Group gap="xs" role="toolbar" aria-label="Drawing">
      {tool("Undo", <IconArrowBackUp size={18} />, drawing.undo, "Ctrl+Z")}
      {tool("Redo", <IconArrowForwardUp size={18} />, drawing.redo, "Ctrl+Y")}
      {tool("Copy steps", <IconCopy size={18} />, chosen === 0 ? undefined : onCopy, "Ctrl+C")}
      {tool("Paste steps", <IconClipboard size={18} />, onPaste, "Ctrl+V")}
      {tool("Delete steps", <IconTrash size={18} />, chosen === 0 ? undefined : onRemove, "Delete")}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconSitemap size={16} aria-hidden />}
        onClick={onTidy}
      >
        Tidy up
      </Button>
      <FieldSelect
        aria-label="Find a step"
        placeholder="Find a step"
        w={220}
        size="sm"
        leftSection={<IconSearch size={16} aria-hidden />}
        nothingFoundMessage="No step is called that"
        data={drawing.graph.steps.map((step) => ({ value: step.id, label: nameOfStep(step) }))}
        value={null}
        onChange={(id) => id !== null && onFind(id)}
      />
      {children}
    </Group>
  )
}
