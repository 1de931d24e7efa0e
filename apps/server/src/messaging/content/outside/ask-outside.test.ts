import { createServer, type IncomingMessage } from "node:http"
import { eachContactField } from "@parley/model"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { steppedClock } from "../../../platform/clock.ts"
import { createOutgoing, type Outgoing } from "../../../platform/outgoing/index.ts"
import { compileContent } from "../compile.ts"
import type { OutsideAnswer } from "../liquid/connected-content.ts"
import { OutsideContent } from "./ask-outside.ts"
import type { AnswerOwner, KeptAnswers } from "./kept-answers.ts"

interface Asked {
  method: string
  url: string
  headers: IncomingMessage["headers"]
  body: string
}
const asked: Asked[] = []
/** By path; a path that is not here is answered with 404. */
const answers: Record<string, { status?: number; body: string }> = {}
let silent: (() => void)[] = []
let atOnce = 0
let mostAtOnce = 0
const other = createServer((request, response) => {
  const pieces: Buffer[] = []
  atOnce += 1
  mostAtOnce = Math.max(mostAtOnce, atOnce)
  request.on("data", (piece) => pieces.push(piece))
  request.on("end", () => {
    const { method = "", url = "", headers } = request
    asked.push({ method, url, headers, body: Buffer.concat(pieces).toString() })
    const end = () => {
      atOnce -= 1
      const answer = answers[url.split("?")[0] ?? ""] ?? { status: 404, body: "not here" }
      response.writeHead(answer.status ?? 200, { location: "/elsewhere" }).end(answer.body)
    }
    if (url.startsWith("/held")) silent.push(end)
    else end()
  })
})
let base = ""
let outgoing: Outgoing

beforeAll(async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  other.listen(0, "127.0.0.1", resolve)
  await promise
  const address = other.address()
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
  outgoing = createOutgoing(["127.0.0.0/8"])
})
afterAll(async () => {
  await outgoing.close()
  other.closeAllConnections()
  other.close()
})
beforeEach(() => {
  asked.length = 0
  mostAtOnce = 0
  silent = []
  for (const path of Object.keys(answers)) delete answers[path]
})

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
const start = (by = outgoing) => new OutsideContent({ outgoing: by, clock })
/** Where answers outlive a worker. */
function shelf(): KeptAnswers & { size(): number } {
  const kept = new Map<string, OutsideAnswer>()
  const at = ({ id }: AnswerOwner, key: string) => `${id} ${key}`
  return {
    find: async (owner, key) => kept.get(at(owner, key)),
    keep: async (owner, key, answer) => void kept.set(at(owner, key), answer),
    size: () => kept.size,
  }
}
const compiled = (text: string) =>
  compileContent({ kind: "free_form", message: { type: "text", text: { body: text } } }, null)
const ana = {
  contact: { ...eachContactField(() => null), first_name: "Ana María", external_id: "u-1", attributes: {} },
  variables: {},
}
async function compose(text: string, outside = start(), messageId = "m1", workspaceId = "w1") {
  const asking = { outside, workspaceId, messageId, signal: new AbortController().signal }
  const composed = await compiled(text).composeAsking(ana, asking)
  if (typeof composed === "string" || "laterMs" in composed) return composed
  return composed.ok
    ? JSON.parse(`{${composed.content}}`).text.body
    : `${composed.reason}: ${composed.detail}`
}

describe("connected_content", () => {
  it("puts a text in its place, and keeps JSON under a name", async () => {
    answers["/text"] = { body: "Sunny" }
    answers["/json"] = { body: '{"points": 7, "list": [{"a": "b"}]}' }
    expect(await compose(`{% connected_content ${base}/text %} today`)).toBe("Sunny today")
    expect(await compose(`{% connected_content ${base}/json %}{{connected.points}}`)).toBe("7")
    expect(
      await compose(
        `{% connected_content ${base}/json :save r %}{{r.list[0].a}} {{r.__http_status_code__}} {{\${first_name}}}`,
      ),
    ).toBe("b 200 Ana María")
  })

  it("fills in the address, the headers and the body", async () => {
    answers["/points"] = { body: '{"id": "p 1"}' }
    answers["/more"] = { body: "more" }
    const text = `{% connected_content ${base}/points?name={{\${first_name} | url_param_escape}}&id={{\${user_id}}} :save p %}
      {% capture body %}{"name": "{{\${first_name}}}", "of": "{{p.id}}"}{% endcapture %}
      {% connected_content ${base}/more :method post :headers { "X-Token": "a b {{p.id}}" } :body {{body}} :content_type application/json %}`
    expect(await compose(text)).toMatch(/^\s*more$/)
    expect(asked).toMatchObject([
      { method: "GET", url: "/points?name=Ana%20Mar%C3%ADa&id=u-1", headers: { accept: "*/*" } },
      {
        method: "POST",
        url: "/more",
        headers: { "x-token": "a b p 1", "content-type": "application/json", accept: "application/json" },
        body: '{"name": "Ana María", "of": "p 1"}',
      },
    ])
  })

  it("sends a form as JSON where that is the content type", async () => {
    answers["/form"] = { body: "ok" }
    await compose(`{% connected_content ${base}/form :method post :body a=1&b=x+y %}`)
    await compose(
      `{% connected_content ${base}/form :method post :body a=1&b=x+y :content_type application/json %}`,
    )
    expect(asked.map(({ body }) => body)).toEqual(["a=1&b=x+y", '{"a":"1","b":"x y"}'])
  })

  it.each([
    ["404", "/nowhere"],
    ["an error", "/broken"],
    ["a redirect, which is not followed", "/moved"],
    ["too much", "/huge"],
  ])("is nothing where the answer is %s, and the message can say so", async (_what, path) => {
    answers["/broken"] = { status: 500, body: "oh" }
    answers["/moved"] = { status: 302, body: "over there" }
    answers["/huge"] = { body: "a".repeat(1024 * 1024 + 1) }
    expect(await compose(`[{% connected_content ${base}${path} %}]`)).toBe("[]")
    expect(
      await compose(
        `{% connected_content ${base}${path} :save r %}{% if r == null %}{% abort_message('no answer') %}{% endif %}yes`,
      ),
    ).toBe("aborted_by_content: no answer")
  })

  it("says with which status JSON was answered", async () => {
    answers["/denied"] = { status: 403, body: '{"error": "no"}' }
    expect(
      await compose(`{% connected_content ${base}/denied :save r %}{{r.__http_status_code__}} {{r.error}}`),
    ).toBe("403 no")
  })

  it("reaches no private address and no other port", async () => {
    const closed = createOutgoing([])
    const outside = start(closed)
    expect(await compose(`[{% connected_content ${base}/text %}]`, outside)).toBe("[]")
    expect(await compose("[{% connected_content http://127.0.0.1/text %}]", outside)).toBe("[]")
    expect(await compose("[{% connected_content file:///etc/hostname %}]", outside)).toBe("[]")
    await closed.close()
    expect(asked).toEqual([])
  })

  it.each([
    ["{% connected_content %}", "names no address"],
    ["{% connected_content https://a.test :method put %}", "GET or POST only"],
    ["{% connected_content https://a.test :auth_credentials shop %}", "no :auth_credentials here"],
    ["{% connected_content https://a.test :basic_auth %}", "a credential by its name"],
    ["{% connected_content https://a.test :basic_auth {{ a }} %}", "a credential by its name"],
    ["{% connected_content https://a.test :save a.b %}", "under a name"],
    ["{% connected_content https://a.test :cache_max_age soon %}", "a number of seconds"],
    ["{% connected_content https://a.test/{{ a | nope }} %}", "undefined filter: nope"],
  ])("%s is refused when it is saved", (text, why) => expect(() => compiled(text)).toThrow(why))

  it.each([
    ["no JSON", "nonsense"],
    ["a header of ours", '{"Host": "a.test"}'],
    ["a line break", '{"X-A": "a\\nb"}'],
  ])("drops a message whose headers have %s", async (_what, headers) => {
    expect(await compose(`{% connected_content ${base}/text :headers ${headers} %}`)).toMatch(
      /^content_broken: .*header/,
    )
    expect(asked).toEqual([])
  })

  it("asks nobody where a text is only looked at", () => {
    const { compose: look, callsOut } = compiled(`{% connected_content ${base}/text :save r %}Hi {{r}}`)
    expect(callsOut).toBe(true)
    expect(look(ana)).toMatchObject({ ok: true, content: expect.stringContaining("Hi ") })
    expect(asked).toEqual([])
  })

  it("is bounded: a text that asks on and on is given up", async () => {
    answers["/text"] = { body: "a" }
    const endless = `{% for i in (1..50) %}{% connected_content ${base}/text?{{i}} %}{% endfor %}`
    expect(await compose(endless)).toMatch("content_broken: Text 1 asks other systems more than 10 times")
    expect(asked.length).toBe(11)
  })
})

describe("a credential", () => {
  const authorized = (host: string) =>
    new OutsideContent({
      outgoing,
      clock,
      authorization: async (workspaceId, credential) =>
        workspaceId === "w1" && credential.name === "shop" && credential.host === host
          ? "Basic c2hvcDpz"
          : undefined,
    })
  const ask = (name: string) => `{% connected_content ${base}/text :basic_auth ${name} %}`

  it("is what its host is told", async () => {
    answers["/text"] = { body: "in" }
    expect(await compose(ask("shop"), authorized(new URL(base).host))).toBe("in")
    expect(asked[0]?.headers.authorization).toBe("Basic c2hvcDpz")
  })

  it.each([
    ["that there is not", "nobody", () => new URL(base).host, "w1"],
    ["of another host", "shop", () => "shop.example", "w1"],
    ["of another workspace", "shop", () => new URL(base).host, "w2"],
  ])("%s drops the message, and nobody is asked", async (_what, name, host, workspace) => {
    expect(await compose(ask(name), authorized(host()), "m1", workspace)).toBe(
      `connected_content_failed: There is no credential “${name}” for the host that is asked over HTTPS.`,
    )
    expect(asked).toEqual([])
  })

  it("goes over HTTPS alone", async () => {
    const text = "{% connected_content http://shop.example/a :basic_auth shop %}"
    expect(await compose(text, authorized("shop.example"))).toMatch("asked over HTTPS")
  })

  it("is another question: what was answered without it is not used", async () => {
    answers["/text"] = { body: "public" }
    const outside = authorized(new URL(base).host)
    await compose(`{% connected_content ${base}/text %}`, outside)
    answers["/text"] = { body: "private" }
    expect(await compose(ask("shop"), outside, "m2")).toBe("private")
    expect(await compose(`{% connected_content ${base}/text %}`, outside, "m3")).toBe("public")
  })
})

describe("an answer", () => {
  const get = (options = "") => `{% connected_content ${base}/text ${options} %}`

  it("of GET is used for others of the workspace, and asked for once by those who want it at a time", async () => {
    answers["/text"] = { body: "a" }
    const outside = start()
    await Promise.all(["m1", "m2", "m3"].map((id) => compose(get(), outside, id)))
    await compose(get(), outside, "m4")
    expect(asked.length).toBe(1)
    await compose(get(), outside, "m5", "w2")
    await compose(get(":no_cache"), outside, "m6")
    expect(asked.length).toBe(3)
  })

  it("of POST is used for others only where that is said", async () => {
    answers["/text"] = { body: "a" }
    const outside = start()
    for (const id of ["m1", "m2"]) await compose(get(":method post"), outside, id)
    expect(asked.length).toBe(2)
    for (const id of ["m1", "m2"]) await compose(get(":method post :body b :cache_max_age 900"), outside, id)
    expect(asked.length).toBe(3)
  })

  it("is used again for a message that goes again", async () => {
    answers["/text"] = { body: "first" }
    const outside = start()
    expect(await compose(get(":no_cache"), outside)).toBe("first")
    answers["/text"] = { body: "second" }
    expect(await compose(get(":no_cache"), outside)).toBe("first")
    expect(await compose(get(":no_cache"), outside, "m2")).toBe("second")
  })

  it("is used again by a worker that starts again", async () => {
    answers["/text"] = { body: "first" }
    const kept = shelf()
    const worker = () => new OutsideContent({ outgoing, clock, kept })
    expect(await compose(get(":no_cache"), worker())).toBe("first")
    expect(await compose(get(":cache_max_age 900"), worker())).toBe("first")
    answers["/text"] = { body: "second" }
    expect(await compose(get(":no_cache"), worker())).toBe("first")
    expect(await compose(get(":cache_max_age 900"), worker(), "m2")).toBe("first")
    expect(await compose(get(":no_cache"), worker(), "m2")).toBe("second")
    expect(kept.size()).toBe(3)
  })

  it("that is insisted on and did not come is asked for again by a worker that starts again", async () => {
    answers["/text"] = { status: 503, body: "busy" }
    const kept = shelf()
    const worker = () => new OutsideContent({ outgoing, clock, kept })
    expect(await compose(get(":retry"), worker())).toEqual({ laterMs: 5_000 })
    answers["/text"] = { body: "back" }
    expect(await compose(get(":retry"), worker())).toBe("back")
  })

  it("of a thousand levels is nothing, and makes nobody wait", async () => {
    for (const body of [
      "[".repeat(400_000),
      `${"[".repeat(1_000)}${"]".repeat(1_000)}`,
      `{"a":`.repeat(1_000),
    ]) {
      answers["/text"] = { body }
      expect(await compose(`[${get(":no_cache :save r")}{{r}}]`)).toBe("[]")
    }
  })

  it("that is called like what every object has changes nothing", async () => {
    answers["/text"] = { body: '{"__proto__": {"polluted": "yes"}, "constructor": {"name": "x"}}' }
    expect(await compose(`${get(":save r")}[{{r.polluted}}{{contact.polluted}}]`)).toBe("[]")
    expect(Reflect.get({}, "polluted")).toBeUndefined()
  })

  it("that is insisted on is asked for later, five times at most", async () => {
    answers["/text"] = { status: 503, body: "busy" }
    const outside = start()
    const results: unknown[] = []
    for (let time = 0; time < 6; time += 1) results.push(await compose(get(":retry"), outside))
    expect(results).toEqual([
      ...[5_000, 10_000, 20_000, 40_000, 80_000].map((laterMs) => ({ laterMs })),
      "connected_content_failed: It did not answer in time, six times.",
    ])
    expect(await compose(get(":retry"), outside, "m2")).toEqual({ laterMs: 5_000 })
    answers["/text"] = { body: "back" }
    expect(await compose(get(":retry"), outside, "m2")).toBe("back")
  })

  it("of a host that fails for most is not waited for, for a minute", async () => {
    answers["/text"] = { status: 503, body: "busy" }
    const outside = start()
    for (let index = 0; index < 25; index += 1) await compose(`[${get(":no_cache")}]`, outside, `m${index}`)
    expect(asked.length).toBe(20)
    clock.advance(61_000)
    await compose(`[${get(":no_cache")}]`, outside, "after")
    expect(asked.length).toBe(21)
  })

  it("is asked for by thirty-two messages of a workspace at a time", async () => {
    const outside = start()
    const all = Array.from({ length: 40 }, (_, index) =>
      compose(`{% connected_content ${base}/held?${index} %}x`, outside, `m${index}`),
    )
    await expect.poll(() => silent.length).toBe(32)
    expect(mostAtOnce).toBe(32)
    for (const end of silent.splice(0)) end()
    await expect.poll(() => silent.length).toBe(8)
    for (const end of silent.splice(0)) end()
    expect(await Promise.all(all)).toEqual(all.map(() => "x"))
  })
})
