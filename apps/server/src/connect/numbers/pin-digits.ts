import { z } from "zod"

/** A two-step PIN as a request carries it. */
export const pinDigits = z.string("six digits").regex(/^\d{6}$/, "six digits")
