import { NumberInput, Text } from "@mantine/core"
import { IconLogin2 } from "@tabler/icons-react"
import { sharesOf } from "../../campaigns/compose/values.ts"
import type { Graph, VariantDraft } from "../editing/draft.ts"
import type { Origin } from "../editing/graph.ts"
import { newLocalId } from "../editing/new-id.ts"
import { NamedPaths } from "../steps/parts/named-paths.tsx"
import { errorAt, type Surroundings } from "../steps/step-form.ts"
import { LeadsTo, Panel } from "./step-panel.tsx"

/** Edits the variants of a canvas: who enters takes one of them, by their weights. */
export function EntryPanel({
  graph,
  of,
  takesFocus,
  onChange,
  onConnect,
  onClose,
}: {
  graph: Graph
  of: Surroundings
  takesFocus: boolean
  onChange: (variants: VariantDraft[]) => void
  onConnect: (from: Origin, to: string | null) => void
  onClose: () => void
}) {
  const { variants } = graph
  const shares = sharesOf(variants)
  return (
    <Panel
      title="Entry"
      intro="Each person who enters takes one of the variants. Who enters, and when, is in the tabs Entry and Audience."
      icon={<IconLogin2 size={18} aria-hidden />}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      <NamedPaths
        paths={variants}
        at="variants"
        of={of}
        add="Add a variant"
        most={8}
        begin={() => ({
          id: newLocalId(),
          name: `Variant ${String.fromCharCode(65 + variants.length)}`,
          weight: 1,
          first: null,
        })}
        onChange={onChange}
      >
        {(variant, here, change) => (
          <>
            <NumberInput
              size="xs"
              w={120}
              label="Weight"
              min={0}
              max={1000}
              allowDecimal={false}
              data-path={`${here}.weight`}
              error={errorAt(of.errors, `${here}.weight`)}
              value={variant.weight}
              onChange={(weight) => change({ ...variant, weight: Number(weight) })}
            />
            <Text size="xs" c="dimmed">
              {shares[variants.indexOf(variant)]} % of the people
            </Text>
          </>
        )}
      </NamedPaths>
      <LeadsTo graph={graph} step={null} outlets={variants} onConnect={onConnect} />
    </Panel>
  )
}
