/** Something the person at the keyboard can fix: told in a sentence, never with a stack trace. */
export class Failure extends Error {
  override name = "Failure"
  /** What to do about it; several lines where there are several things to try. */
  readonly help: string | undefined

  constructor(message: string, help?: string) {
    super(message)
    this.help = help
  }
}
