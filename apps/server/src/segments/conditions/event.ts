import { asHappening, type Condition, eventKey } from "@parley/model"
import type { RawBuilder } from "../../platform/database/index.ts"
import type { Compilation } from "../compile/compilation.ts"
import { happeningSql } from "../compile/happening-sql.ts"

export const eventSql = (condition: Condition<"event">, compilation: Compilation): RawBuilder<boolean> =>
  happeningSql(condition, namesOf(condition, compilation), compilation)

export const purchaseSql = (
  condition: Condition<"purchase">,
  compilation: Compilation,
): RawBuilder<boolean> => happeningSql(asHappening(condition), namesOf(condition, compilation), compilation)

const namesOf = (condition: Condition<"event" | "purchase">, { scope: { nameIds } }: Compilation) => ({
  own: nameIds.get(eventKey(condition)),
  by: "by" in condition ? nameIds.get(eventKey({ on: "event", name: condition.by.name })) : undefined,
})
