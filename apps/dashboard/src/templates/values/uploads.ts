/** Uploaded media in the flat form: the id that Meta gave, and the name and size of the file. Pure. */
import type { ValueForm } from "./value-form.ts"

/** Where the id of an uploaded file stands, for the path of its medium. */
export const mediaIdPath = (path: string): string => `${path}.id`
/** The name that people see; documents alone have one. */
export const fileNamePath = (path: string): string => `${path}.filename`
/** What was uploaded, in words. */
export const fileLabelPath = (path: string): string => `${path}.file`

export interface Upload {
  id: string
  fileName: string
  /** Name and size. */
  label: string
}

/** A document is sent under the name of its file, unless it was given another. */
export function withUpload(form: ValueForm, path: string, { id, fileName, label }: Upload): ValueForm {
  const name = form[fileNamePath(path)] || fileName
  return { ...form, [mediaIdPath(path)]: id, [fileLabelPath(path)]: label, [fileNamePath(path)]: name }
}

/** A name that was the file's goes with it. */
export function withoutUpload(form: ValueForm, path: string): ValueForm {
  const { [mediaIdPath(path)]: _id, [fileLabelPath(path)]: label, ...rest } = form
  const { [fileNamePath(path)]: name, ...unnamed } = rest
  return name !== undefined && label?.startsWith(`${name}, `) ? unnamed : rest
}

/** Of no medium: a file belongs to one number, and another was chosen. */
export function withoutUploads(form: ValueForm, paths: readonly string[]): ValueForm {
  return paths.reduce<ValueForm>((rest, path) => withoutUpload(rest, path), form)
}
