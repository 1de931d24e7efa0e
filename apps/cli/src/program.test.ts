import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { screenOn } from "./print/screen.ts"
import { buildProgram } from "./program.ts"
import { type Asked, answering } from "./testing/answering.ts"
import { notepad } from "./testing/recorded-output.ts"

let folder: string
let server: Awaited<ReturnType<typeof answering>> | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-cli-"))
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

const group = { id: "g-1", name: "News", number_id: "n-1" }
const number = {
  id: "n-1",
  business_account_id: "a-1",
  phone_number_id: "100",
  display_phone_number: "+49 1511 2345678",
  verified_name: "Café",
  verification_status: "VERIFIED",
  status: "CONNECTED",
  registered: true,
  subscription_group_id: "g-1",
}
const ended = {
  id: "i-1",
  state: "completed",
  failure: null,
  bytes_read: 20,
  rows_read: 3,
  rows_created: 1,
  rows_updated: 0,
  rows_unchanged: 1,
  rows_refused: 1,
  subscriptions_changed: 1,
  opt_outs_kept: 0,
}
const message = { id: "m-1", status: "sent", reason: null, wamid: "wamid.1" }
const none = { total: 0, reasons: [] }
const launch = {
  id: "l-1",
  campaign_id: "k-1",
  state: "completed",
  scheduled_at: "2026-11-22T09:00:00.000Z",
  audience: 2,
  waiting: 0,
  suppressed: none,
  accepted: 2,
  sent: 2,
  delivered: 1,
  read: 0,
  failed: none,
  refused: 0,
  replied: 0,
  in_doubt: { count: 0, until: null },
  hold: null,
}
const preview = {
  campaign: { id: "k-1", name: "Autumn" },
  number: { id: "n-1", display_phone_number: "+49 1511 2345678", verified_name: "Café" },
  template: { id: "t-1", name: "autumn_sale", language: "de" },
  people: 11_189,
  last_launch: null,
}
const page = (...data: unknown[]) => ({ data, next: null })

/**
 * Runs `parley …` against a server that answers from `answers`: JSON by `METHOD /path` without its query.
 * @param typed what a person at a terminal answers to each question; without it there is no terminal
 */
async function parley(args: string[], answers: Record<string, unknown>, typed?: string) {
  server = await answering(({ method, path }: Asked) => {
    const body = answers[`${method} ${path.split("?")[0]}`]
    if (body === undefined)
      return { status: 404, body: JSON.stringify({ error: { code: "not_found", message: `no ${path}` } }) }
    return { status: 200, body: typeof body === "string" ? body : JSON.stringify(body) }
  })
  const paper = notepad()
  const errors = notepad()
  let exitCode = 0
  const questions: string[] = []
  const ask = async (question: string) => {
    questions.push(question)
    return typed ?? ""
  }
  const context = {
    out: screenOn(paper, {}),
    err: screenOn(errors, {}),
    environment: { PARLEY_URL: server.url, PARLEY_API_KEY: "pk_1", DATA_DIR: folder },
    ask: typed === undefined ? undefined : ask,
    takeSignals: () => new AbortController().signal,
  }
  const program = buildProgram(context, (code) => {
    exitCode = code
  })
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(args, { from: "user" })
  return { text: paper.text(), told: errors.text(), exitCode, questions, asked: server.asked }
}

/** What the first POST said. */
const posted = (asked: readonly Asked[]) =>
  JSON.parse(asked.find(({ method }) => method === "POST")?.body ?? "")

describe("parley import", () => {
  const answers = {
    "GET /v1/subscription-groups": page(group),
    "POST /v1/imports": { ...ended, state: "waiting" },
    "PUT /v1/imports/i-1/file": { ...ended, state: "queued" },
    "GET /v1/imports/i-1": ended,
    "GET /v1/imports/i-1/refused.csv":
      '\uFEFFline,code,reason,phone\n3,phone_not_a_number,"""x"" is not a phone, or is it?",x\n',
  }

  it("imports a file into the group that a name means, and says what was refused and why", async () => {
    const file = join(folder, "people.csv")
    await writeFile(file, "phone\n+4915112345678\n")
    const { text, exitCode, asked } = await parley(
      ["import", file, "--group", "News", "--source", "fair", "--default-country", "DE"],
      answers,
    )
    expect(text).toContain(
      "✓ 3 rows · 1 created · 0 updated · 1 unchanged · 1 refused · 1 subscriptions changed",
    )
    expect(text).toContain('1  phone_not_a_number  line 3: "x" is not a phone, or is it?')
    expect(exitCode).toBe(0)
    expect(JSON.parse(asked.find((each) => each.method === "POST")?.body ?? "")).toEqual({
      file_name: "people.csv",
      subscription_group_id: "g-1",
      consent_source: "fair",
      default_country: "DE",
    })
    expect(asked.find((each) => each.method === "PUT")?.body).toBe("phone\n+4915112345678\n")
  })

  it("writes the refused rows to a file", async () => {
    const file = join(folder, "people.csv")
    const refused = join(folder, "refused.csv")
    await writeFile(file, "phone\nx\n")
    expect((await parley(["import", file, "--group", "g-1", "--refused", refused], answers)).text).toContain(
      refused,
    )
  })

  it("says why a file could not be used at all", async () => {
    const file = join(folder, "empty.csv")
    await writeFile(file, "")
    const failed = { ...ended, state: "failed", failure: "The file is empty." }
    const refusing = { ...answers, "GET /v1/imports/i-1": failed }
    await expect(parley(["import", file, "--group", "News"], refusing)).rejects.toThrow(
      "could not be imported: The file is empty.",
    )
  })

  it("says what was imported when someone canceled it", async () => {
    const file = join(folder, "people.csv")
    await writeFile(file, "phone\nx\n")
    const canceled = { ...answers, "GET /v1/imports/i-1": { ...ended, state: "canceled" } }
    await expect(parley(["import", file, "--group", "News"], canceled)).rejects.toThrow(
      "Someone canceled the import. What was imported stays: 3 rows",
    )
  })

  it("says that there is no such file", async () => {
    await expect(parley(["import", "nowhere.csv", "--group", "News"], answers)).rejects.toThrow(
      "There is no file nowhere.csv.",
    )
  })

  it("needs a group, unless nobody agreed to anything", async () => {
    const file = join(folder, "people.csv")
    await writeFile(file, "phone\nx\n")
    await expect(parley(["import", file], {})).rejects.toThrow("needs --group <group>")
    const { asked } = await parley(["import", file, "--consent", "none"], answers)
    expect(posted(asked)).toEqual({ file_name: "people.csv", consent: "none" })
  })

  it("imports events and purchases, with columns as they are told, and says how many were recorded", async () => {
    const file = join(folder, "orders.csv")
    await writeFile(file, "Kunde,Wann\n")
    const events = { ...ended, kind: "events", events_recorded: 1 }
    const { text, asked } = await parley(
      ["import", file, "--kind", "events", "--event", "visited", "--null-is-empty"].concat([
        "--column",
        "Kunde=external_id",
        "--column",
        "a=b=properties.price:number",
        "--column",
        "Notiz=",
      ]),
      { ...answers, "GET /v1/imports/i-1": events },
    )
    expect(text).toContain("✓ 3 rows · 1 events recorded · 1 recorded before · 1 refused · 1 new contacts")
    expect(posted(asked)).toEqual({
      file_name: "orders.csv",
      kind: "events",
      event_name: "visited",
      null_is_empty: true,
      columns: [
        { name: "Kunde", target: "external_id" },
        { name: "a=b", target: "properties.price", type: "number" },
        { name: "Notiz", target: null },
      ],
    })
    await expect(parley(["import", file, "--kind", "events", "--column", "x=y:colour"], {})).rejects.toThrow(
      "--column x=y:colour does not say what a column becomes.",
    )
  })

  it("only counts with --dry-run, and leaves no file behind", async () => {
    const file = join(folder, "people.csv")
    const refused = join(folder, "refused.xlsx")
    await writeFile(file, "phone\nx\n")
    const dry = {
      ...answers,
      "POST /v1/imports/i-1/start": { ...ended, state: "queued" },
      "GET /v1/imports/i-1": { ...ended, state: "ready" },
      "GET /v1/imports/i-1/refused-file": "as it was",
      "POST /v1/imports/i-1/cancel": { ...ended, state: "canceled" },
    }
    const { text, asked } = await parley(
      ["import", file, "--group", "News", "--dry-run", "--refused", refused],
      dry,
    )
    expect(text).toContain("Nothing was imported")
    expect(await readFile(refused, "utf8")).toBe("as it was")
    expect(posted(asked)).toMatchObject({ starts_itself: false })
    const [, start, cancel] = asked.filter(({ method }) => method === "POST")
    expect([start?.path, JSON.parse(start?.body ?? "")]).toEqual([
      "/v1/imports/i-1/start",
      { subscription_group_id: "g-1", dry_run: true },
    ])
    expect(cancel?.path).toBe("/v1/imports/i-1/cancel")
  })
})

describe("parley send", () => {
  const contact = {
    id: "c-1",
    external_id: null,
    phone: "+4915112345678",
    first_name: null,
    last_name: null,
    language: null,
    country: null,
  }
  const template = {
    id: "t-1",
    meta_id: "9",
    name: "hello",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    variables: [{ component: "body", name: "first_name", kind: "text", path: "body.first_name" }],
  }
  const answers = {
    "GET /v1/numbers": page(number),
    "GET /v1/contacts": page(contact),
    "GET /v1/templates": page(template, { ...template, id: "t-2", language: "de" }),
    "POST /v1/messages": { id: "m-1" },
    "GET /v1/messages/m-1": message,
  }
  const posted = (asked: readonly Asked[]) =>
    JSON.parse(asked.find((each) => each.method === "POST")?.body ?? "null")

  it("sends a template in a language with its values, from the only number there is", async () => {
    const { text, asked } = await parley(
      ["send", "--to", "+49 1511 2345678", "--template", "hello:de", "--value", "first_name=Ana"],
      answers,
    )
    expect(posted(asked)).toEqual({
      number_id: "n-1",
      contact_id: "c-1",
      content: { kind: "template", template_id: "t-2", values: { body: { first_name: "Ana" } } },
    })
    expect(asked.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/^\/v1\/templates\?limit=500&name=hello&business_account_id=a-1/),
    )
    expect(text).toContain("✓ Message m-1 from +49 1511 2345678: sent")
  })

  it("asks for the language of a template that has several", async () => {
    await expect(parley(["send", "--to", "+4915112345678", "--template", "hello"], answers)).rejects.toThrow(
      "There are 2 languages; say which:\n  hello:en  APPROVED\n  hello:de  APPROVED",
    )
  })

  it("sends free text from a number given as people write it", async () => {
    const { asked } = await parley(
      ["send", "--number", "+4915112345678", "--to", "+4915112345678", "--text", "Hello"],
      answers,
    )
    expect(posted(asked).content).toEqual({
      kind: "free_form",
      message: { type: "text", text: { body: "Hello" } },
    })
  })

  it("tells why a message was not sent", async () => {
    const reason = {
      code: "window_closed",
      title: "The window is closed.",
      advice: "Send a template.",
      detail: null,
    }
    const dropped = { ...answers, "GET /v1/messages/m-1": { ...message, status: "dropped", reason } }
    await expect(parley(["send", "--to", "+4915112345678", "--text", "Hello"], dropped)).rejects.toThrow(
      "The message was not sent: The window is closed.",
    )
  })

  it("wants either a template or a text, and a contact that is known", async () => {
    await expect(parley(["send", "--to", "+49"], answers)).rejects.toThrow("either --template or --text")
    await expect(parley(["send", "--to", "+49", "--text", "a", "--template", "b"], answers)).rejects.toThrow(
      "either --template or --text",
    )
    await expect(
      parley(["send", "--to", "+49123", "--text", "a"], { ...answers, "GET /v1/contacts": page() }),
    ).rejects.toThrow("No contact has the phone number +49123.")
  })
})

describe("parley campaign", () => {
  const campaign = { id: "k-1", name: "Autumn", number_id: "n-1", created_at: "2026-11-22T09:00:00.000Z" }
  const answers = {
    "GET /v1/campaigns": page(campaign),
    "GET /v1/campaigns/k-1/launches/preview": preview,
    "POST /v1/campaigns/k-1/launches": launch,
    "GET /v1/launches/l-1": launch,
  }

  it("lists campaigns, and says how to create one where there is none", async () => {
    expect((await parley(["campaign", "list"], answers)).text).toContain("Autumn    k-1  2026-11-22 09:00")
    await server?.close()
    expect((await parley(["campaign", "list"], { "GET /v1/campaigns": page() })).text).toContain(
      "There is no campaign yet.",
    )
  })

  it("launches by name at a time, and watches until it has been sent", async () => {
    const { text, asked } = await parley(
      ["campaign", "launch", "Autumn", "--at", "2026-11-22T09:00:00Z", "--yes", "--watch"],
      answers,
    )
    expect(asked.find((each) => each.method === "POST")?.body).toBe('{"at":"2026-11-22T09:00:00Z"}')
    expect(text).toContain("Launch l-1 of “Autumn”")
    expect(text).toMatch(/Delivered +1 +50.0 %/)
  })

  const posts = () => (server?.asked ?? []).filter(({ method }) => method === "POST")
  const launchIt = (more: string[], changed: object = {}, typed?: string) => {
    const now = { ...answers, "GET /v1/campaigns/k-1/launches/preview": { ...preview, ...changed } }
    return parley(["campaign", "launch", "Autumn", ...more], now, typed)
  }
  const before = { last_launch: { id: "l-0", state: "completed", scheduled_at: "2026-11-21T09:00:00.000Z" } }

  it("says what a launch would do and asks, and launches when the person says yes", async () => {
    const { told, questions } = await launchIt([], {}, "y")
    expect(told).toContain("To        11,189 people")
    expect(told).toContain("Template  autumn_sale (de)")
    expect(told).toContain("From      Café +49 1511 2345678")
    expect(told).toContain("When      now")
    expect(questions).toEqual(["Launch it? [y/N] "])
    expect(posts()).toHaveLength(1)
  })

  it("shows names as they are, whatever a terminal would do for them", async () => {
    const name = "\u001b[8mSpring\u001b]0;x\u0007\r\n  To        1 person\u202e \\u001b مرحبا"
    const verified_name = "\u009b2JCafé\u2028From"
    const { told } = await launchIt(
      [],
      { campaign: { id: "k-1", name }, number: { ...preview.number, verified_name } },
      "y",
    )
    expect(told).toContain("[8mSpring]0;x To        1 person \\u001b مرحبا\n")
    expect(told).toContain("2JCafé From +49")
    expect(told).not.toMatch(/[\p{Cc}\u2028\u202e](?<!\n)/u)
  })

  it.each(["", "n", "yesterday"])("launches nothing when the answer is %j", async (answer) => {
    await expect(launchIt([], {}, answer)).rejects.toThrow("Nothing was launched.")
    expect(posts()).toEqual([])
  })

  it("launches nothing without a terminal unless --yes says so", async () => {
    await expect(launchIt([])).rejects.toMatchObject({ help: expect.stringContaining("--yes") })
    expect(posts()).toEqual([])
  })

  it.each([
    ["completed", "was launched before, at 2026-11-21 09:00 UTC: launch l-0"],
    ["sending", "is being sent already, since 2026-11-21 09:00 UTC: launch l-0"],
    ["scheduled", "is scheduled already, for 2026-11-21 09:00 UTC: launch l-0"],
  ])("asks a person whether to launch again what is %s", async (state, standing) => {
    const last_launch = { ...before.last_launch, state }
    const { told, questions } = await launchIt([], { last_launch }, "yes")
    expect(told).toContain(standing)
    expect(questions).toEqual(["Launch it again? [y/N] "])
  })

  it("launches nothing again by --yes alone, at a terminal or not", async () => {
    for (const typed of [undefined, "y"]) {
      await expect(launchIt(["--yes"], before, typed)).rejects.toMatchObject({
        message: expect.stringContaining("launched before"),
        help: expect.stringContaining("--again"),
      })
      expect(posts()).toEqual([])
      await server?.close()
    }
    await launchIt(["--yes", "--again"], before)
    expect(posts()).toHaveLength(1)
  })

  it("asks under one key for what is launched by two commands at once, and under another the next time", async () => {
    const keys = []
    for (const changed of [{}, {}, before]) {
      await launchIt(["--yes", "--again"], changed)
      keys.push(posts()[0]?.key)
      await server?.close()
    }
    expect(keys[0]).toMatch(/k-1/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })

  it.each([
    [
      {
        state: "sending",
        hold: { code: "131042", title: "Payment issue", advice: "Pay.", until: null, template: null },
      },
      "It waits: Payment issue. Pay.",
    ],
    [{ state: "paused" }, "It is paused. Let it go on with: npx parley launch resume l-1"],
  ])("says while it watches why nothing goes, and that it goes on: %j", async (standing, wait) => {
    const { told } = await parley(["campaign", "launch", "Autumn", "--yes", "--watch"], {
      ...answers,
      "POST /v1/campaigns/k-1/launches": { ...launch, ...standing },
    })
    expect(told.split("\n")).toEqual(expect.arrayContaining([wait, "It goes on."]))
  })

  it("refuses an invalid time before anything is launched", async () => {
    await expect(parley(["campaign", "launch", "Autumn", "--at", "tomorrow"], answers)).rejects.toThrow(
      "--at tomorrow is not an instant.",
    )
    expect(server?.asked).toEqual([])
  })

  it("shows the progress of a launch, and that there is none", async () => {
    expect((await parley(["campaign", "status", "l-1"], answers)).text).toContain("Launch l-1  completed")
    await server?.close()
    await expect(parley(["campaign", "status", "l-9"], answers)).rejects.toThrow("no /v1/launches/l-9")
  })
})

describe("parley doctor", () => {
  const diagnosis = {
    ok: false,
    checks: [{ name: "meta", state: "failed", message: "It does not answer.", help: "Wait." }],
  }

  it("ends with 1 when a check failed, and prints JSON on demand", async () => {
    expect((await parley(["doctor"], { "POST /v1/doctor": diagnosis })).exitCode).toBe(1)
    await server?.close()
    const { text, exitCode } = await parley(["doctor", "--json"], {
      "POST /v1/doctor": { ...diagnosis, ok: true },
    })
    expect(exitCode).toBe(0)
    expect(JSON.parse(text).checks[0].name).toBe("meta")
  })
})

describe("parley number", () => {
  it.each([
    [["code", "+4915112345678", "--call"], "POST", "/v1/numbers/n-1/request-code", { method: "VOICE" }],
    [["verify", "n-1", "123-456"], "POST", "/v1/numbers/n-1/verify", { code: "123-456" }],
    [["register", "n-1"], "POST", "/v1/numbers/n-1/register", {}],
    [["pin", "n-1", "902481"], "PUT", "/v1/numbers/n-1/pin", { pin: "902481" }],
    [
      ["name", "n-1", "Lucky Garden"],
      "POST",
      "/v1/numbers/n-1/display-name",
      { display_name: "Lucky Garden" },
    ],
    [["rate", "n-1", "40"], "PATCH", "/v1/numbers/n-1", { rate_per_second: 40 }],
  ])("%j asks for just that", async (args, method, path, body) => {
    const { text, asked } = await parley(["number", ...args], {
      "GET /v1/numbers": page(number),
      [`${method} ${path}`]: number,
    })
    expect(JSON.parse(asked.at(-1)?.body ?? "")).toEqual(body)
    expect(text).toContain("✓ +49 1511 2345678")
  })
})

describe("parley webhooks", () => {
  it("orders them again, and fails where Meta does not agree", async () => {
    const doctor = { ok: true, checks: [] }
    const answer = (...warnings: object[]) => ({ "POST /v1/connect/webhooks": { warnings, doctor } })
    expect((await parley(["webhooks"], answer())).exitCode).toBe(0)
    await server?.close()
    const refused = await parley(["webhooks"], answer({ message: "No handshake.", help: "Set PUBLIC_URL." }))
    expect(refused.exitCode).toBe(1)
    expect(refused.text).toContain("No handshake. Set PUBLIC_URL.")
  })
})

describe("parley launch", () => {
  const paused = {
    ...launch,
    state: "paused",
    waiting: 1,
    in_doubt: { count: 1, until: "2026-11-22T09:05:00Z" },
    hold: { code: "131042", title: "The card has expired.", advice: "Pay.", until: null, template: null },
  }

  it.each([
    ["pause", "The launch is paused."],
    ["resume", "The launch goes on."],
    ["cancel", "The launch is canceled."],
  ])("%s does so, and shows how it stands and why it waits", async (action, done) => {
    const { text } = await parley(["launch", action, "l-1"], { [`POST /v1/launches/l-1/${action}`]: paused })
    expect(text).toContain(`✓ ${done}`)
    expect(text).toMatch(/in doubt +1/)
    expect(text).toContain("It waits: The card has expired. Pay.")
    expect(text).toContain("npx parley doubts list --launch l-1")
  })

  it("list shows launches with their campaign, those in one state where that is asked for", async () => {
    const campaign = { id: "k-1", name: "Autumn" }
    const answers = { "GET /v1/launches": page({ ...launch, campaign, state: "paused", expires_at: null }) }
    const { text, asked } = await parley(["launch", "list", "--state", "paused"], answers)
    expect(text).toMatch(/l-1 +Autumn +paused +2026-11-22 09:00/)
    expect(asked[0]?.path).toContain("state=paused")
    await server?.close()
    const none = await parley(["launch", "list", "--state", "paused"], { "GET /v1/launches": page() })
    expect(none.text).toContain("No launch is paused.")
  })

  it("resend makes a launch for those whose messages failed", async () => {
    const answers = {
      "GET /v1/launches/l-1": launch,
      "GET /v1/campaigns/k-1/launches/preview": { ...preview, people: 1 },
      "POST /v1/launches/l-1/resend": { ...launch, id: "l-2" },
    }
    const resend = ["launch", "resend", "l-1", "--to", "failed"]
    const posted = () =>
      (server?.asked ?? []).flatMap(({ method, body }) => (method === "POST" ? [body] : []))
    const { text, told, asked, questions } = await parley(resend, answers, "y")
    expect(told).toContain("1 person whose messages failed")
    expect(questions).toEqual(["Send it? [y/N] "])
    expect(asked.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/launches\/preview\?resends=l-1&to=failed/),
    )
    expect(text).toContain("✓ Launch l-2 for those whose messages failed")
    expect(posted()).toEqual(['{"to":"failed"}'])
    await server?.close()
    await parley([...resend, "--even-if-incomplete", "--yes"], answers)
    expect(posted()).toEqual(['{"to":"failed","even_if_incomplete":true}'])
    await server?.close()
    await expect(parley(resend, answers)).rejects.toThrow("Nothing was launched.")
    expect(posted()).toEqual([])
  })
})

describe("parley launch, after a launch that did not reach everybody", () => {
  it("resend takes another template", async () => {
    const { told } = await parley(
      ["launch", "resend", "l-1", "--to", "unsent", "--template", "t-2", "--yes"],
      {
        "GET /v1/launches/l-1": launch,
        "GET /v1/campaigns/k-1/launches/preview": { ...preview, people: 4 },
        "POST /v1/launches/l-1/resend": { ...launch, id: "l-2" },
      },
    )
    expect(told).toContain("4 people whose messages were not sent")
    expect(server?.asked.map(({ path }) => path)).toContainEqual(expect.stringContaining("template_id=t-2"))
    expect(server?.asked.at(-1)?.body).toBe('{"to":"unsent","template_id":"t-2"}')
  })

  it("retries lists what goes once more by itself", async () => {
    const at = "2026-11-23T09:00:00.000Z"
    const planned = { code: "131049", title: "Not now", advice: null, count: 7, first_at: at, last_at: at }
    const { text } = await parley(["launch", "retries", "l-1"], {
      "GET /v1/launches/l-1/retries": { data: [planned] },
    })
    expect(text).toMatch(/131049 +7 +2026-11-23 09:00 +2026-11-23 09:00 +Not now/)
    await server?.close()
    const none = await parley(["launch", "retries", "l-1"], { "GET /v1/launches/l-1/retries": { data: [] } })
    expect(none.text).toContain("Nothing of it goes once more")
  })

  it("keep puts its people on a new list, some thousands a request", async () => {
    const { text } = await parley(
      ["launch", "keep", "l-1", "--state", "failed", "--reason", "131026", "--name", "Gone"],
      {
        "POST /v1/lists": { id: "li-1", name: "Gone" },
        "POST /v1/launches/l-1/people/list": { contacts: 3, changed: 3, next: null },
      },
    )
    expect(text).toContain("3 people are on the list Gone (li-1)")
    expect(server?.asked.at(-1)?.body).toBe('{"list_id":"li-1","state":"failed","reason":"131026"}')
  })
})

describe("parley doubts", () => {
  const inDoubt = {
    ...message,
    source: { id: "l-1", kind: "launch" },
    contact_id: "k-1",
    unanswered: 3,
    doubts: 0,
  }

  it("list shows what is in doubt of a launch", async () => {
    const { text, asked } = await parley(["doubts", "list", "--launch", "l-1"], {
      "GET /v1/messages": page(inDoubt),
    })
    expect(text).toMatch(/m-1 +launch +l-1 +k-1 +3 +0/)
    expect(asked[0]?.path).toContain("status=in_doubt")
    expect(asked[0]?.path).toContain("source_id=l-1")
  })

  it("list says that nothing is", async () => {
    expect((await parley(["doubts", "list"], { "GET /v1/messages": page() })).text).toContain(
      "Nothing is in doubt",
    )
  })

  it.each([
    [["send-again", "m-1", "m-2"], { decision: "send_again", message_ids: ["m-1", "m-2"] }],
    [["leave", "--launch", "l-1"], { decision: "leave", source_id: "l-1" }],
    [["send-again", "--number", "+4915112345678", "--yes"], { decision: "send_again", number_id: "n-1" }],
  ])("decide %j decides about these", async (words, body) => {
    const answers = { "POST /v1/messages/decide": { decided: 2 }, "GET /v1/numbers": page(number) }
    const { text, asked } = await parley(["doubts", "decide", ...words], answers)
    expect(JSON.parse(asked.at(-1)?.body ?? "")).toEqual(body)
    expect(text).toContain("✓ 2 messages")
  })

  it("decide says that it decided about none", async () => {
    const answers = { "POST /v1/messages/decide": { decided: 0 } }
    const { text } = await parley(["doubts", "decide", "leave", "m-9"], answers)
    expect(text).toContain("! Nothing was decided")
    expect(text).not.toContain("✓")
  })

  it("decide asks before all of a launch goes again", async () => {
    const answers = { "POST /v1/messages/decide": { decided: 2 } }
    const decide = ["doubts", "decide", "send-again", "--launch", "l-1"]
    await expect(parley(decide, answers)).rejects.toThrow("Nothing was sent again.")
    expect(server?.asked).toEqual([])
    await server?.close()
    const { questions, asked } = await parley(decide, answers, "y")
    expect(questions).toEqual([expect.stringContaining("People may get it twice.")])
    expect(asked).toHaveLength(1)
  })

  it("decide asks which", async () => {
    await expect(parley(["doubts", "decide", "leave"], {})).rejects.toThrow("Say which")
  })
})
