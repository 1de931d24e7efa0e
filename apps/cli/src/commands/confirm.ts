import { Failure } from "../failure.ts"
import type { Context } from "./context.ts"

/**
 * Asks before something is sent to many. `--yes` has answered already, and has to where there is no terminal.
 * @param question such as `Launch it?`
 * @param nothing what to say when it is not meant, such as `Nothing was launched.`
 * @throws Failure when it is not meant
 */
export async function confirm(
  { ask }: Pick<Context, "ask">,
  { yes, question, nothing }: { yes?: boolean | undefined; question: string; nothing: string },
): Promise<void> {
  if (yes) return
  if (ask === undefined)
    throw new Failure(
      `${nothing} There is no terminal to ask at.`,
      "If it is meant, repeat the command with --yes.",
    )
  const answer = await ask(`${question} [y/N] `)
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure(nothing)
}
