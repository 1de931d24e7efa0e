import { z } from "zod"

/** As JSON. All of the messages that are claimed together are in memory at once, whatever their content does with it. */
const mostCharacters = 32_768

/** What a request gives to one message alone, for Liquid. */
export const variables = z
  .record(z.string(), z.unknown())
  .refine(
    (given) => JSON.stringify(given).length <= mostCharacters,
    `at most ${mostCharacters.toLocaleString("en")} characters as JSON`,
  )
