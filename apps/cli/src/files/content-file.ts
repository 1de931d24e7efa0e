/** Contents of messages in files: templates by their names. */
import type { References } from "./references.ts"
import { isMembers } from "./yaml-file.ts"

export function contentInFile(content: unknown, references: References): unknown {
  if (!isMembers(content)) return content
  const { kind, template_id, language, values, ...rest } = content
  if (kind !== "template" || typeof template_id !== "string") return content
  const template = references.templateOf(template_id)
  return {
    kind,
    ...(template === undefined ? { template_id } : { template }),
    ...(language === undefined ? {} : { language }),
    ...(isMembers(values) && Object.keys(values).length === 0 ? {} : { values }),
    ...rest,
  }
}

/** @param numberId that it is sent from: a template is one of its account's */
export function contentForApi(
  content: unknown,
  references: References,
  numberId: string | undefined,
): unknown {
  if (!isMembers(content)) return content
  const { template, ...rest } = content
  if (!isMembers(template) || typeof template.name !== "string" || typeof template.language !== "string")
    return content
  const { name, language } = template
  return { ...rest, template_id: references.templateIdOf({ name, language }, numberId) }
}
