import { z } from "zod"
import { checkTemplate } from "./check/check.ts"
import { capitalizeNames, definitionShape } from "./definition.ts"

/** A template that may be submitted: the shape and every rule of {@link checkTemplate} that is more than a warning. */
export const templateDefinitionSchema = z.preprocess(
  capitalizeNames,
  definitionShape.superRefine((definition, context) => {
    for (const issue of checkTemplate(definition)) {
      if (issue.severity === "warning") continue
      context.addIssue({
        code: "custom",
        path: issue.at,
        params: { rule: issue.rule },
        message: issue.message,
      })
    }
  }),
)
