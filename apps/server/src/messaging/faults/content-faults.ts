/** What is refused for its template, or for the country of its person: by one account, in the memory of one process. */
import { explainError } from "@parley/whatsapp/errors"
import type { Logger } from "../../platform/telemetry.ts"
import { countryOf } from "../decide.ts"
import type { Judgement } from "../outcome.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"
import type { SourceHold } from "../sources/hold.ts"
import type { Pass } from "./breaker.ts"
import type { Breakers, Sender } from "./breakers.ts"

/** After five people in a row a person has to look at the template; until then each try would cost five more. */
const streakHoldMs = 6 * 60 * 60_000
const templateHoldMs = 60_000

/** A message, as far as what it is refused for may concern others. */
export interface Sent {
  contactId: string
  to: { phone: string | null; wa_id: string | null; bsuid: string | null }
  /** null when it is none, or of a single message: each of those is judged for itself. */
  templateId: string | null
}

/** What a post was started as. */
export interface ContentPasses {
  template: Pass | undefined
  country: Pass | undefined
}

interface Needs {
  breakers: Breakers
  sender: () => Sender
  logger: Logger
  /** Claims nothing of what sends the template, before then. */
  holdTemplate(templateId: string, hold: SourceHold): Promise<void>
}

export class ContentFaults {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Why a message is not to be posted now, and when it may; undefined: nothing is known against it. */
  refusalOf(sent: Sent, nowMs: number): { at: Date; reason: string } | undefined {
    for (const breaker of [this.#ofTemplate(sent), this.#ofCountry(sent)]) {
      const code = breaker?.trouble?.code
      const admission = breaker?.ask(nowMs)
      if (admission?.kind === "wait") return { at: new Date(nowMs + admission.ms), reason: String(code) }
    }
    return undefined
  }

  begin(sent: Sent): ContentPasses {
    return { template: this.#ofTemplate(sent)?.begin(), country: this.#ofCountry(sent)?.begin() }
  }

  /** Nothing was posted after all. */
  forget(sent: Sent, { template, country }: ContentPasses, nowMs: number): void {
    if (template) this.#ofTemplate(sent)?.forget(template, nowMs)
    if (country) this.#ofCountry(sent)?.forget(country, nowMs)
  }

  /** What a post came to that started with these passes. */
  learn(sent: Sent, { outcome, fault, code }: Judgement, passes: ContentPasses, nowMs: number): void {
    const answer = outcome.kind === "accepted" ? "accepted" : "trouble"
    for (const [breaker, pass] of [
      [this.#ofTemplate(sent), passes.template],
      [this.#ofCountry(sent), passes.country],
    ] as const)
      if (breaker?.trouble && pass) breaker.learn(pass, answer, breaker.trouble, nowMs)
    const { breakers, sender } = this.#needs
    const country = fault?.of === "country" ? countryOfSent(sent) : undefined
    if (country !== undefined && code !== null && !passes.country?.isProbe)
      breakers.openCountry(sender(), country, code, nowMs)
    if (sent.templateId !== null)
      this.#learnOfTemplate(sent.templateId, sent.contactId, { outcome, fault, code }, nowMs)
  }

  #learnOfTemplate(
    templateId: string,
    contactId: string,
    { outcome, fault, code }: Judgement,
    nowMs: number,
  ): void {
    const { streaks } = this.#needs.breakers
    if (outcome.kind === "accepted") streaks.accepted(templateId)
    if (outcome.kind === "accepted" || code === null) return
    const isRefused = fault?.of === "template"
    const isForWhatItSays = outcome.kind === "failed" && explainError(code).fault === "content"
    if (isRefused) this.#holdTemplate(templateId, code, nowMs, nowMs + templateHoldMs)
    else if (isForWhatItSays && streaks.refused(templateId, contactId))
      this.#holdTemplate(templateId, code, nowMs, nowMs + streakHoldMs)
  }

  #holdTemplate(templateId: string, code: number, nowMs: number, untilMs: number): void {
    const { breakers, logger, holdTemplate } = this.#needs
    breakers.openTemplate(templateId, code, nowMs, untilMs)
    logger.error(
      { template: templateId, code },
      "what sends a template waits: Meta refuses the template, not a message",
    )
    holdTemplate(templateId, { until: new Date(untilMs), reason: String(code) }).catch((err) =>
      logger.warn({ err, template: templateId }, "cannot hold what sends the template"),
    )
  }

  #ofTemplate({ templateId }: Sent) {
    return templateId === null ? undefined : this.#needs.breakers.ofTemplate(templateId)
  }

  #ofCountry(sent: Sent) {
    const { breakers, sender } = this.#needs
    const country = breakers.hasCountries ? countryOfSent(sent) : undefined
    return country === undefined ? undefined : breakers.ofCountry(sender(), country)
  }
}

const countryOfSent = ({ to }: Sent): string | undefined =>
  countryOf({ phone: phoneWrittenTo(to), bsuid: to.bsuid })
