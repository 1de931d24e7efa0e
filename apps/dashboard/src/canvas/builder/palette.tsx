import { SimpleGrid, Stack, Text, UnstyledButton } from "@mantine/core"
import type { StepKindName } from "@parley/model"
import { Dialog } from "../../look/dialogs/dialog.tsx"
import { formOf, paletteKinds } from "../steps/index.ts"
import classes from "./builder.module.css"
import { draggedKind } from "./dragged-kind.ts"

/** Every kind of step, to be dragged into the drawing, or pressed. */
export function Palette({ onAdd }: { onAdd: (kind: StepKindName) => void }) {
  return (
    <ul className={classes.palette} aria-label="Steps to add">
      {paletteKinds.map((kind) => {
        const { label, icon: Icon, intro } = formOf(kind)
        return (
          <li key={kind}>
            <button
              type="button"
              className={classes.kind}
              title={`${label}: ${intro}`}
              draggable
              onDragStart={({ dataTransfer }) => {
                dataTransfer.setData(draggedKind, kind)
                dataTransfer.effectAllowed = "copy"
              }}
              onClick={() => onAdd(kind)}
            >
              <Icon size={16} aria-hidden />
              <span className={classes.label}>{label}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Asks which kind of step is added at a place. */
export function ChooseKind({
  where,
  onChoose,
  onClose,
}: {
  /** In words, such as `after Welcome`. */
  where: string
  onChoose: (kind: StepKindName) => void
  onClose: () => void
}) {
  return (
    <Dialog title={`Add a step ${where}`} size="lg" losesNothing onClose={onClose}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {paletteKinds.map((kind) => {
          const { label, icon: Icon, intro } = formOf(kind)
          return (
            <UnstyledButton
              key={kind}
              className={classes.kind ?? ""}
              style={{ cursor: "pointer", alignItems: "flex-start" }}
              onClick={() => onChoose(kind)}
            >
              <Icon size={18} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
              <Stack gap={0}>
                <Text size="sm" fw={550}>
                  {label}
                </Text>
                <Text size="xs" c="dimmed">
                  {intro}
                </Text>
              </Stack>
            </UnstyledButton>
          )
        })}
      </SimpleGrid>
    </Dialog>
  )
}
