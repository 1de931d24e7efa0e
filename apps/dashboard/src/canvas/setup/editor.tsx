import { Tabs } from "@mantine/core"
import { IconAlertCircle } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { client } from "../../api/client.ts"
import { useNumbers } from "../../connect/health/use-numbers.ts"
import { revisionIn } from "../../look/form/edits.ts"
import { FormShell } from "../../look/form/form-shell.tsx"
import { useNotation } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import { useSendingZone } from "../../session/day-zone.ts"
import {
  answered,
  type Canvas,
  type CanvasProblem,
  canvasKey,
  pathOfCanvas,
  readCanvas,
  useProblems,
} from "../api.ts"
import { Builder } from "../builder/builder.tsx"
import { asBody, valuesOf } from "../editing/draft.ts"
import { entryId } from "../editing/layout.ts"
import { useCanvasForm, useDrawing } from "../editing/use-canvas-form.ts"
import { entryWords } from "../in-words.ts"
import { useNames } from "../names.ts"
import { useRereadCanvases } from "../reread.ts"
import type { Surroundings } from "../steps/step-form.ts"
import { Audience } from "./audience.tsx"
import { Basics } from "./basics.tsx"
import { EntrySection } from "./entry-section.tsx"
import { SendSettings } from "./send-settings.tsx"
import { Summary } from "./summary.tsx"
import { isTab, type Tab, tabOf, tabs } from "./tabs.ts"

const edited = (now: Canvas) => ({ values: valuesOf(now), revision: now.revision })

/** A canvas while it is set up and drawn. */
export function Editor({ canvas, tab: first }: { canvas: Canvas; tab?: Tab | undefined }) {
  const queries = useQueryClient()
  const reread = useRereadCanvases()
  const numbers = useNumbers()
  const names = useNames()
  const notation = useNotation()
  const clock = useSendingZone()
  const editing = useCanvasForm(canvas)
  const drawing = useDrawing(editing)
  const [tab, setTab] = useState<Tab>(first ?? "build")
  const [open, setOpen] = useState<string | null>(null)
  const [revision, setRevision] = useState(canvas.revision)
  const checked = useProblems(canvas.id, revision)
  const { form, values } = editing
  const errors: Surroundings["errors"] = form.errors
  const problems = checked.data?.problems ?? []
  const number = numbers?.find(({ id }) => id === values.number_id)
  const spoken = { ...notation, clock, names }
  const reveal = (path: string) => {
    setTab(tabOf(path))
    const [, place] = /^steps\.(\d+)/.exec(path) ?? []
    if (place !== undefined) setOpen(form.getValues().steps[Number(place)]?.id ?? null)
    else if (path.startsWith("variants")) setOpen(entryId)
  }
  const goTo = ({ step_id, field }: CanvasProblem) => {
    setTab(step_id === null ? tabOf(field ?? "steps") : "build")
    if (step_id !== null) setOpen(step_id)
  }
  const faults = Object.keys(errors).filter((path) => errors[path])
  const wrong = faults.join(" ")
  // biome-ignore lint/correctness/useExhaustiveDependencies: once something else is wrong
  useEffect(() => {
    const [path] = faults
    if (path !== undefined && !faults.some((one) => tabOf(one) === tab)) reveal(path)
  }, [wrong])
  return (
    <FormShell
      form={form}
      words={words}
      revision={canvas.revision}
      draft={`canvas ${canvas.id}`}
      submit="Save"
      fieldOf={(path) => path}
      onReveal={reveal}
      readLatest={async () => edited(await readCanvas(canvas.id))}
      onSubmit={async (wanted, base) => {
        const saved = await answered(
          client.PATCH("/v1/canvases/{id}", {
            ...pathOfCanvas(canvas.id),
            body: { ...asBody(wanted), ...revisionIn(base) },
          }),
        )
        queries.setQueryData(canvasKey(canvas.id), saved)
        void reread()
        setRevision(saved.revision)
        sayDone("Saved.")
        return edited(saved)
      }}
    >
      <Tabs value={tab} onChange={(chosen) => isTab(chosen) && setTab(chosen)} keepMounted={false}>
        <Tabs.List aria-label="Parts of the canvas" mb="md">
          {Object.entries(tabs).map(([name, label]) => (
            <Tabs.Tab
              key={name}
              value={name}
              rightSection={
                faults.some((path) => tabOf(path) === name) ? (
                  <IconAlertCircle
                    size={14}
                    role="img"
                    aria-label="To fix"
                    color="var(--mantine-color-error)"
                  />
                ) : undefined
              }
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="basics">
          <Basics editing={editing} />
        </Tabs.Panel>
        <Tabs.Panel value="entry">
          <EntrySection canvasId={canvas.id} editing={editing} />
        </Tabs.Panel>
        <Tabs.Panel value="audience">
          <Audience editing={editing} number={number} />
        </Tabs.Panel>
        <Tabs.Panel value="sending">
          <SendSettings editing={editing} />
        </Tabs.Panel>
        <Tabs.Panel value="build">
          <Builder
            drawing={drawing}
            of={{ canvasId: canvas.id, canvasName: values.name, number, errors, names }}
            entrySentence={entryWords(values.entry, spoken)}
            problems={problems}
            open={open}
            onOpen={setOpen}
          />
        </Tabs.Panel>
        <Tabs.Panel value="summary">
          <Summary
            canvas={canvas}
            values={values}
            spoken={spoken}
            number={number}
            checked={checked}
            isSaved={!form.isDirty()}
            onGo={goTo}
          />
        </Tabs.Panel>
      </Tabs>
    </FormShell>
  )
}

const words = {
  name: "Name",
  tags: "Tags",
  folder: "Folder",
  number_id: { label: "Number", say: () => "another number" },
  audience: { label: "Audience", say: () => "other conditions" },
  entry: { label: "Entry", say: () => "another entry" },
  re_entry: { label: "Entering again", say: () => "another rule" },
  entry_limit: { label: "Limit of entries", say: () => "another limit" },
  exits: { label: "Exits", say: () => "other exits" },
  variants: {
    label: "Variant",
    say: (list: readonly { name: string }[]) => list.map(({ name }) => name).join(", "),
  },
  control_share: { label: "Control group", say: (share: number) => `${share} %` },
  conversions: { label: "Conversions", say: (list: readonly unknown[]) => `${list.length} conversions` },
  controls: { label: "Send settings", say: () => "other settings" },
  context: {
    label: "Context",
    say: (list: readonly { name: string }[]) => list.map(({ name }) => name).join(", "),
  },
  steps: { label: "Step", say: (list: readonly unknown[]) => `${list.length} steps` },
} as const
