import { savedFilterSchema } from "../filter/filter.ts"
import { propertyConditions } from "../filter/properties.ts"

/** A question about a person and their run: the filter holds, and all conditions on the context do. */
export const questionMembers = {
  filter: savedFilterSchema.default({ all: [] }),
  context: propertyConditions.default([]).describe("On the context of the run: all of them hold"),
}
