/** Files in the flat form: the id of one of the media library, or that Meta gave, and the name of a document. Pure. */
import { libraryFileOf } from "@parley/model"
import type { ValueForm } from "./value-form.ts"

/** Where the id of an uploaded file stands, for the path of its medium. */
export const mediaIdPath = (path: string): string => `${path}.id`
/** The name that people see; documents alone have one. */
export const fileNamePath = (path: string): string => `${path}.filename`

export interface Upload {
  id: string
  /** Empty where people see none. */
  fileName: string
}

/** A document is sent under the name of its file, unless it was given another. */
export function withUpload(form: ValueForm, path: string, { id, fileName }: Upload): ValueForm {
  const name = form[fileNamePath(path)] || fileName
  return { ...form, [mediaIdPath(path)]: id, ...(name === "" ? {} : { [fileNamePath(path)]: name }) }
}

/** Its name goes with it. */
export function withoutUpload(form: ValueForm, path: string): ValueForm {
  const { [mediaIdPath(path)]: _id, [fileNamePath(path)]: _name, ...rest } = form
  return rest
}

/** Of no medium that Meta has for one number alone: another number was chosen. What is in the library stays. */
export function withoutUploads(form: ValueForm, paths: readonly string[]): ValueForm {
  return paths.reduce<ValueForm>((rest, path) => {
    const id = rest[mediaIdPath(path)]
    return id === undefined || libraryFileOf(id) !== undefined ? rest : withoutUpload(rest, path)
  }, form)
}
