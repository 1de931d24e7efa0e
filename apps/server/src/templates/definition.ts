/** A template as the API takes and gives it while it is written: its shape alone, whatever Meta would say of it. */
import { capitalizeNames, definitionShape } from "@parley/whatsapp/templates"
import { z } from "zod"

/** As it is answered. */
export const templateDefinition = definitionShape.meta({ id: "TemplateDefinition" })

/** As it is taken: names of types, formats and categories in any case. */
export const writtenDefinition = z.preprocess(capitalizeNames, templateDefinition)
