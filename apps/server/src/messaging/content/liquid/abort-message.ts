import { type Context, type Liquid, Tag, type TagToken, type TopLevelToken, Value } from "liquidjs"

/** The content itself says that this contact gets no message. */
export class MessageAborted extends Error {
  override name = "MessageAborted"
}

const longestReason = 200

/** `{% abort_message("why") %}`: the contact it is rendered for gets no message. */
export class AbortMessage extends Tag {
  readonly #reason: Value | undefined

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid)
    const given = token.args
      .trim()
      .replace(/^\((.*)\)$/s, "$1")
      .trim()
    this.#reason = given === "" ? undefined : new Value(given, liquid)
  }

  override *render(context: Context): Generator<unknown, void, unknown> {
    const reason = this.#reason === undefined ? "" : yield this.#reason.value(context, true)
    throw new MessageAborted(String(reason ?? "").slice(0, longestReason) || "no reason was given")
  }
}
