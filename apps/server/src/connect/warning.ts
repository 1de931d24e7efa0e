import { Problem } from "../platform/errors.ts"

/** Something that did not succeed although what was asked stands. */
export interface ConnectionWarning {
  code: string
  message: string
  help: string
  /** The WABA id or phone number concerned; absent: everything. */
  subject?: string | undefined
}

/** Does what may fail without undoing the rest. @returns the failure, if it did */
export async function attempt(
  subject: string | undefined,
  work: () => Promise<unknown>,
): Promise<ConnectionWarning | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...asWarning(error), subject }
  }
}

export const asWarning = ({ code, message, help }: Problem): ConnectionWarning => ({ code, message, help })
