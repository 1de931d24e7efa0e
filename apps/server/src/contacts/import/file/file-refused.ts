/** Why a file as a whole could not be read. Rows before the failure, if any, have been imported. */
export type FileRefusal =
  | "empty_file"
  | "not_text"
  | "not_utf8"
  | "header_unreadable"
  | "no_phone_column"
  | "duplicate_column"
  | "column_missing"
  | "column_target_unknown"
  | "too_many_columns"
  | "too_many_attributes"
  | "subscription_group_required"
  | "upload_interrupted"
  | "too_large"

export class FileRefused extends Error {
  override name = "FileRefused"
  readonly code: FileRefusal

  constructor(code: FileRefusal, message: string) {
    super(message)
    this.code = code
  }
}
