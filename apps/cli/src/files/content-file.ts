/** Contents of messages in files: templates and files of the media library by their names. */
import { type References, withFileIds, withFileNames } from "./references.ts"
import { isMembers } from "./yaml-file.ts"

export function contentInFile(given: unknown, references: References): unknown {
  if (!isMembers(given)) return given
  const content = withFileNames(given, references)
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
export function contentForApi(given: unknown, references: References, numberId: string | undefined): unknown {
  if (!isMembers(given)) return given
  const content = withFileIds(given, references)
  const { template, ...rest } = content
  if (!isMembers(template) || typeof template.name !== "string" || typeof template.language !== "string")
    return content
  const { name, language } = template
  return { ...rest, template_id: references.templateIdOf({ name, language }, numberId) }
}
