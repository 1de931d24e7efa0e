/** Everything the stand-in knows: accounts, messages, people, settings, in one place that is handed around. */
import { randomBytes } from "node:crypto"
import { z } from "zod"
import { Agenda } from "../agenda.ts"
import { Clock, clockStateSchema } from "../clock.ts"
import { type PersonRecord, personSchema } from "../people/person.ts"
import { defaultSettings, type Settings, storedSettingsSchema } from "../settings.ts"
import { Collection } from "../store/collection.ts"
import { Store } from "../store/database.ts"
import { EntryPoints } from "../store/entry-points.ts"
import { HeldMessages } from "../store/held-messages.ts"
import { Books } from "../store/ledger.ts"
import { MessageStore } from "../store/messages.ts"
import { Reach } from "../store/portfolio-recipients.ts"
import { Windows } from "../store/service-windows.ts"
import { WamidScheme } from "../wamid.ts"
import { type Failure, failureSchema } from "./failure.ts"
import { type Flow, flowSchema } from "./flow.ts"
import {
  type App,
  appSchema,
  type Business,
  businessSchema,
  type Credit,
  creditSchema,
  type GraphObject,
  loginCodeSchema,
  mediaSchema,
  numberSchema,
  type PhoneNumber,
  type Template,
  templateSchema,
  tokenSchema,
  uploadSchema,
  userSchema,
  type Waba,
  wabaSchema,
} from "./objects.ts"

const identitySchema = z.object({
  installation: z.string(),
  next_object: z.number(),
  first_message: z.number(),
})
const firstObjectId = 100_200_300_400_000
/** Steps between object ids, so that ids of neighbours do not look like a count. */
const objectIdStride = 7_919

export class World {
  readonly store: Store
  readonly clock: Clock
  readonly agenda: Agenda
  readonly messages: MessageStore
  readonly windows: Windows
  readonly books: Books
  readonly reach: Reach
  readonly held: HeldMessages
  readonly entryPoints: EntryPoints
  readonly flows: Collection<Flow>
  readonly credits: Collection<Credit>
  readonly apps: Collection<App>
  readonly businesses: Collection<Business>
  readonly users
  readonly wabas: Collection<Waba>
  readonly numbers: Collection<PhoneNumber>
  readonly templates: Collection<Template>
  readonly media
  readonly tokens
  readonly loginCodes
  readonly uploads
  readonly people: Collection<PersonRecord>
  readonly failures: Collection<Failure>
  readonly wamids: WamidScheme
  readonly #realNowMs: () => number
  readonly #settings: Collection<Settings>
  /** Read several times for each message. */
  #currentSettings: Settings
  readonly #clockState
  readonly #identity
  #templateIndex = new Map<string, Template>()
  #templateIndexVersion = -1

  /** Opens the state in `folder` (":memory:" for none); throws StateFileError when it cannot be used. */
  constructor(folder: string, realNowMs: () => number) {
    const store = new Store(folder)
    this.#realNowMs = realNowMs
    this.store = store
    this.#clockState = new Collection(store, "clock", clockStateSchema, () => "clock")
    this.clock = new Clock(realNowMs, this.#clockState.get("clock"))
    this.clock.onMove((state) => this.#clockState.put(state))
    this.agenda = new Agenda(this.clock)
    this.messages = new MessageStore(store)
    this.windows = new Windows(store)
    this.books = new Books(store)
    this.reach = new Reach(store)
    this.held = new HeldMessages(store)
    this.entryPoints = new EntryPoints(store)
    this.flows = new Collection(store, "flow", flowSchema, idOf)
    this.credits = new Collection(store, "credit", creditSchema, idOf)
    this.apps = new Collection(store, "app", appSchema, idOf)
    this.businesses = new Collection(store, "business", businessSchema, idOf)
    this.users = new Collection(store, "user", userSchema, idOf)
    this.wabas = new Collection(store, "waba", wabaSchema, idOf)
    this.numbers = new Collection(store, "number", numberSchema, idOf)
    this.templates = new Collection(store, "template", templateSchema, idOf)
    this.media = new Collection(store, "media", mediaSchema, idOf)
    this.tokens = new Collection(store, "token", tokenSchema, (token) => token.token)
    this.loginCodes = new Collection(store, "login_code", loginCodeSchema, (code) => code.code)
    this.uploads = new Collection(store, "upload", uploadSchema, idOf)
    this.people = new Collection(store, "person", personSchema, (person) => person.wa_id)
    this.failures = new Collection(store, "failure", failureSchema, idOf)
    this.#settings = new Collection(store, "settings", storedSettingsSchema, () => "settings")
    this.#currentSettings = this.#settings.get("settings") ?? defaultSettings
    this.#identity = new Collection(store, "identity", identitySchema, () => "identity")
    const identity = this.#identity.get("identity") ?? this.#identity.put(newIdentity())
    this.messages.startAt(identity.first_message)
    this.wamids = new WamidScheme(identity.installation)
  }

  get settings(): Settings {
    return this.#currentSettings
  }

  set settings(settings: Settings) {
    this.#settings.put(settings)
    this.#currentSettings = settings
  }

  /** A new id from the one space all objects share. */
  newId(): string {
    const identity = this.#identity.get("identity") ?? newIdentity()
    this.#identity.put({ ...identity, next_object: identity.next_object + objectIdStride })
    return String(identity.next_object)
  }

  /** A new id for a template. An odd number beyond 2^53 is no number of JavaScript. */
  newTemplateId(): string {
    const id = this.newId()
    if (!this.settings.templates.long_ids) return id
    return id + (Number(id) % 2 === 0 ? "01" : "001")
  }

  /** Whatever object has this id. A deleted template only rests so that its name stays taken. */
  resolve(id: string): GraphObject | undefined {
    // Numbers first: most calls are sends.
    const number = this.numbers.get(id)
    if (number !== undefined) return number
    const template = this.templates.get(id)
    if (template !== undefined) return template.status === "DELETED" ? undefined : template
    return (
      this.wabas.get(id) ??
      this.media.get(id) ??
      this.apps.get(id) ??
      this.businesses.get(id) ??
      this.flows.get(id) ??
      this.credits.get(id) ??
      this.users.get(id)
    )
  }

  /** The template of this name in this language, found without a search. */
  templateNamed(wabaId: string, name: string, language: string): Template | undefined {
    if (this.#templateIndexVersion !== this.templates.version) {
      this.#templateIndex = new Map()
      for (const template of this.templates.values()) {
        this.#templateIndex.set(`${template.waba_id}/${template.language}/${template.name}`, template)
      }
      this.#templateIndexVersion = this.templates.version
    }
    return this.#templateIndex.get(`${wabaId}/${language}/${name}`)
  }

  numbersOf(wabaId: string): PhoneNumber[] {
    return this.numbers.filter((number) => number.waba_id === wabaId)
  }

  templatesOf(wabaId: string): Template[] {
    return this.templates.filter((template) => template.waba_id === wabaId)
  }

  /** Forgets accounts, people, messages, clock and settings. Ids are not given out again. */
  reset(): void {
    const identity = this.#identity.get("identity") ?? newIdentity()
    this.store.flush()
    this.agenda.clear()
    this.store.erase()
    for (const memory of this.#memories()) memory.forgetAll()
    this.#currentSettings = defaultSettings
    this.#identity.put({ ...identity, first_message: this.messages.nextId })
    this.clock.move({ setMs: this.#realNowMs(), speed: 1, paused: false })
    this.store.flush()
  }

  #memories(): { forgetAll(): void }[] {
    const accounts = [
      this.apps,
      this.businesses,
      this.users,
      this.wabas,
      this.numbers,
      this.templates,
      this.media,
      this.flows,
      this.credits,
    ]
    const access = [this.tokens, this.loginCodes, this.uploads, this.people, this.failures]
    const own = [
      this.#settings,
      this.#clockState,
      this.#identity,
      this.messages,
      this.windows,
      this.books,
      this.reach,
      this.entryPoints,
    ]
    return [...accounts, ...access, ...own]
  }
}

function idOf(value: { id: string }): string {
  return value.id
}

function newIdentity(): z.infer<typeof identitySchema> {
  const installation = randomBytes(3)
  return {
    installation: installation.toString("hex").toUpperCase(),
    next_object: firstObjectId + (installation.readUIntBE(0, 3) % objectIdStride),
    first_message: 1,
  }
}
