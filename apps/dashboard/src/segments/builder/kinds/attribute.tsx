import { useAttributes } from "../../../contacts/attributes/use-attributes.ts"
import { SuggestingInput } from "../../../look/form/suggesting-input.tsx"
import { beginnings, ComparisonFields, isCompared, type ValueType } from "../comparison.tsx"
import { Word } from "../inputs.tsx"
import { areProperties, propertiesIn, WhereFields } from "../where.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const types: Readonly<Record<string, ValueType>> = {
  boolean: "boolean",
  number: "number",
  text: "text",
  date: "date",
  array: "list",
  object: "other",
  array_of_objects: "other",
}

const members = {
  some_member: "has a member",
  no_member: "has no member",
  exists: "is known",
  missing: "is not known",
}

function Form({ draft, onChange }: KindFormProps) {
  const { known } = useAttributes()
  const name = String(draft.name ?? "")
  const of = (path: string) => known.find((one) => one.name === path)?.type
  const kind = of(name)
  // Inside of an object nobody knows the type.
  const type: ValueType = (kind && types[kind]) ?? "text"
  const begin = (path: string) => {
    const next = of(path)
    const change = next !== undefined && next !== kind
    onChange(
      change
        ? { on: "attribute", name: path, ...beginnings[types[next] ?? "text"] }
        : { ...draft, name: path },
    )
  }
  return (
    <>
      <SuggestingInput
        size="xs"
        w={200}
        aria-label="Attribute"
        placeholder="Attribute"
        suggestions={known.map(({ name: value, type: note }) => ({ value, note: note.replaceAll("_", " ") }))}
        value={name}
        onChange={begin}
      />
      {kind === "array_of_objects" ? (
        <>
          <Word
            label="Comparison"
            value={typeof draft.op === "string" && draft.op in members ? draft.op : "exists"}
            words={members}
            onChange={(op) =>
              onChange(
                op.endsWith("_member")
                  ? { on: "attribute", name, op, where: propertiesIn(draft.where) }
                  : { on: "attribute", name, op },
              )
            }
          />
          {String(draft.op).endsWith("_member") ? (
            <WhereFields
              value={draft.where}
              add="Add a property"
              onChange={(where) => onChange({ ...draft, where: where ?? [] })}
            />
          ) : null}
        </>
      ) : (
        <ComparisonFields
          type={type}
          comparison={draft}
          onChange={(comparison) => onChange({ on: "attribute", name, ...comparison })}
        />
      )}
    </>
  )
}

export const attributeForm: KindForm = {
  label: "Attribute",
  begin: { name: "", op: "equals", value: "" },
  isComplete: (draft) =>
    draft.name !== "" &&
    ("where" in draft
      ? propertiesIn(draft.where).length > 0 && areProperties(draft.where)
      : isCompared(draft)),
  Form,
}
