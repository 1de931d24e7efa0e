/** Ids as filters name them. */
import { z } from "zod"

/** In lower case, as they are compared with what the database gives: an id that is written otherwise would name nothing. */
export const namedId = (what: string) => z.uuid(what).toLowerCase()
