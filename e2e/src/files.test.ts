/** What a workspace has as files in a folder: pulled, compared, changed and pushed, also into another workspace. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { printFailure } from "../../apps/cli/src/print/failure.ts"
import { screenOn } from "../../apps/cli/src/print/screen.ts"
import { buildProgram } from "../../apps/cli/src/program.ts"
import { notepad } from "../../apps/cli/src/testing/recorded-output.ts"
import { Database } from "../../apps/server/src/platform/database/index.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../../apps/server/src/workspaces/index.ts"
import { type ConnectedNumber, type Installation, startInstallation } from "./installation/index.ts"

let installation: Installation
let number: ConnectedNumber
let templateId: string
let databaseUrl: string
let folder: string
let rounds = 0

const withId = z.looseObject({ id: z.string(), revision: z.int() })
const post = (path: string, body: unknown) => installation.api.post(`/v1/${path}`, body, withId)

beforeAll(async () => {
  databaseUrl = await freshDatabase()
  installation = await startInstallation({ environment: { DATABASE_URL: databaseUrl } })
  number = await installation.connectNumber()
  templateId = await installation.approveTemplate(number.accountId)
})
afterAll(() => installation?.stop())

/** What a round of tests makes, by its mark. */
interface Made {
  mark: string
  block: z.infer<typeof withId>
  segment: z.infer<typeof withId>
  campaign: z.infer<typeof withId>
}
let made: Made

beforeEach(async () => {
  const mark = `r${rounds++}`
  const block = await post("content-blocks", { name: `bye_${mark}`, content: `Bye,\n{{\${first_name}}}` })
  const inner = await post("segments", {
    name: `Inner ${mark}`,
    filter: { on: "contact", field: "country", op: "equals", value: "PE" },
  })
  const segment = await post("segments", {
    name: `Été à Lima ${mark}`,
    tags: ["vip"],
    filter: {
      all: [
        { on: "segment", op: "in", segment_id: inner.id },
        { on: "subscription", op: "subscribed", group_id: number.groupId },
      ],
    },
  })
  const campaign = await post("campaigns", {
    name: `Spring ${mark}`,
    number_id: number.numberId,
    audience: { on: "segment", op: "in", segment_id: segment.id },
    variants: [
      {
        name: "A",
        content: {
          kind: "template",
          template_id: templateId,
          values: { body: { first_name: `{{content_blocks.\${bye_${mark}}}}`, city: "Lima" } },
        },
      },
    ],
  })
  made = { mark, block, segment, campaign }
  folder = await mkdtemp(join(tmpdir(), "parley-files-"))
  return () => rm(folder, { recursive: true })
})

/** Runs `parley …` on the folder; what it said, errors included, and how it ended. */
async function parley(command: "pull" | "push" | "diff", options: string[] = [], key = installation.apiKey) {
  const paper = notepad()
  const screen = screenOn(paper, {})
  let exitCode = 0
  const context = {
    out: screen,
    err: screen,
    environment: { PARLEY_URL: installation.apiUrl, PARLEY_API_KEY: key, DATA_DIR: folder },
    takeSignals: () => new AbortController().signal,
  }
  const program = buildProgram(context, (code) => {
    exitCode = code
  })
  await program.parseAsync([command, folder, ...options], { from: "user" }).catch((error: unknown) => {
    printFailure(screen, error)
    exitCode = 1
  })
  return { exitCode, said: paper.text() }
}

const read = (path: string) => readFile(join(folder, path), "utf8")
const write = (path: string, text: string) => writeFile(join(folder, path), text)
const edit = async (path: string, from: string, to: string) => {
  const text = await read(path)
  expect(text).toContain(from)
  await write(path, text.replace(from, to))
}
const campaignFile = () => `campaigns/spring-${made.mark}.yaml`
const segmentFile = () => `segments/ete-a-lima-${made.mark}.yaml`
const blockFile = () => `content-blocks/bye_${made.mark}.yaml`
const asCampaign = z.looseObject({ variants: z.array(z.looseObject({ id: z.string() })) })
const campaign = () => installation.api.get(`/v1/campaigns/${made.campaign.id}`, asCampaign)

describe("parley pull", () => {
  it("writes files that name what they refer to, and pull again to the last byte", async () => {
    expect(await parley("pull")).toMatchObject({ exitCode: 0 })
    const phone = /\+1650555\d{4}/.exec(await read(campaignFile()))?.[0]
    expect(await read(campaignFile())).toBe(
      `name: Spring ${made.mark}
number: "${phone}"
audience:
  on: segment
  op: in
  segment: Été à Lima ${made.mark}
variants:
  - name: A
    content:
      kind: template
      template:
        name: summer_sale
        language: en_US
      values:
        body:
          city: Lima
          first_name: "{{content_blocks.\${bye_${made.mark}}}}"
`,
    )
    expect(await read(segmentFile())).toContain(`segment: Inner ${made.mark}`)
    expect(await read(segmentFile())).toContain("group: ")
    expect(await read(blockFile())).toBe(
      `name: bye_${made.mark}\ncontent: |-\n  Bye,\n  {{\${first_name}}}\n`,
    )
    const pulled = await read(".pulled.json")
    expect(await parley("pull")).toMatchObject({ exitCode: 0, said: expect.stringContaining("0 written") })
    expect(await read(".pulled.json")).toBe(pulled)
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
  })

  it("leaves a file alone in which nothing changed, and keeps comments where something did", async () => {
    await parley("pull")
    const text = await read(segmentFile())
    const commented = `# People we ask in summer\n${text.replace("tags:", "tags: # see the wiki")}`
    await write(segmentFile(), commented)
    await parley("pull")
    expect(await read(segmentFile())).toBe(commented)
    await installation.api.send(
      "PATCH",
      `/v1/segments/${made.segment.id}`,
      { description: "New" },
      z.unknown(),
    )
    expect(await parley("pull")).toMatchObject({ exitCode: 0 })
    const now = await read(segmentFile())
    expect(now).toContain("# People we ask in summer")
    expect(now).toContain("# see the wiki")
    expect(now).toContain("description: New")
  })

  it("writes over nothing that was changed here", async () => {
    await parley("pull")
    await edit(campaignFile(), "city: Lima", "city: Cusco")
    expect(await parley("pull")).toMatchObject({ exitCode: 0, said: expect.stringContaining("changed here") })
    await installation.api.send("PATCH", `/v1/campaigns/${made.campaign.id}`, { tags: ["x"] }, z.unknown())
    const both = await parley("pull")
    expect([both.exitCode, both.said]).toEqual([
      1,
      expect.stringContaining("changed both here and in the workspace"),
    ])
    expect(await read(campaignFile())).toContain("Cusco")
    expect(await parley("pull", ["--overwrite"])).toMatchObject({ exitCode: 0 })
    expect(await read(campaignFile())).toContain("Lima")
  })

  it("removes the file of what is gone", async () => {
    await parley("pull")
    await installation.api.send("PATCH", `/v1/campaigns/${made.campaign.id}`, { archived: true }, z.unknown())
    await parley("pull")
    expect(await readdir(join(folder, "campaigns"))).not.toContain(`spring-${made.mark}.yaml`)
  })
})

describe("parley push", () => {
  it("shows what changes, brings it to the workspace, and launches nothing", async () => {
    await parley("pull")
    await edit(campaignFile(), "city: Lima", "city: Cusco")
    const different = await parley("diff")
    expect(different.exitCode).toBe(1)
    expect(different.said).toContain('variants.0.content.values.body.city: "Lima" → "Cusco"')
    const asked = await parley("push")
    expect([asked.exitCode, asked.said]).toEqual([1, expect.stringContaining("no terminal to ask at")])
    const before = await campaign()
    expect(await parley("push", ["--yes"])).toMatchObject({ exitCode: 0 })
    const after = await campaign()
    expect(JSON.stringify(after)).toContain("Cusco")
    expect(after).toMatchObject({ state: "draft", variants: [{ id: before.variants[0]?.id }] })
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
  })

  it("says in which line of which file something is wrong, and changes nothing then", async () => {
    await parley("pull")
    await edit(blockFile(), "Bye,", "Ciao,")
    await edit(campaignFile(), "city: Lima", "city: '{{ oops'")
    await edit(segmentFile(), "op: subscribed", "op: subscribbed")
    const { exitCode, said } = await parley("push", ["--yes"])
    expect([exitCode, said]).toEqual([
      1,
      expect.stringMatching(/segments\/ete-a-lima-r\d+\.yaml:\d+: .*subscribed/),
    ])
    await edit(segmentFile(), "op: subscribbed", "op: subscribed")
    const line = (await read(campaignFile())).split("\n").findIndex((text) => text.includes("oops")) + 1
    expect((await parley("push", ["--yes"])).said).toContain(`${campaignFile()}:${line}: `)
    await edit(campaignFile(), "Été à Lima", "Nobody")
    const missing = (await read(campaignFile())).split("\n").findIndex((text) => text.includes("Nobody")) + 1
    expect((await parley("push", ["--yes"])).said).toContain(
      `${campaignFile()}:${missing}: There is no segment “Nobody ${made.mark}”`,
    )
    await write(blockFile(), "name: [")
    expect((await parley("push", ["--yes"])).said).toMatch(/content-blocks\/bye_r\d+\.yaml:\d+: /)
    await rm(join(folder, ".pulled.json"))
    expect(await parley("pull")).toMatchObject({ exitCode: 1 })
    expect(await read(blockFile())).toBe("name: [")
    const block = await installation.api.get(`/v1/content-blocks/${made.block.id}`, z.looseObject({}))
    expect(block).toMatchObject({ content: expect.stringContaining("Bye,") })
  })

  it("is refused where the workspace changed since the pull, unless it is told to overwrite", async () => {
    await parley("pull")
    await installation.api.send("PATCH", `/v1/campaigns/${made.campaign.id}`, { tags: ["x"] }, z.unknown())
    await edit(campaignFile(), "city: Lima", "city: Cusco")
    const { exitCode, said } = await parley("push", ["--yes"])
    expect([exitCode, said]).toEqual([
      1,
      expect.stringContaining("changed in the workspace since it was pulled"),
    ])
    expect(await parley("push", ["--yes", "--overwrite"])).toMatchObject({ exitCode: 0 })
    expect(await campaign()).toMatchObject({ tags: [] })
  })

  it("deletes only when it is asked to", async () => {
    await parley("pull")
    await rm(join(folder, campaignFile()))
    await rm(join(folder, segmentFile()))
    expect(await parley("push", ["--yes"])).toMatchObject({ exitCode: 0 })
    expect(await campaign()).toMatchObject({ archived_at: null })
    expect(await parley("push", ["--yes", "--delete"])).toMatchObject({ exitCode: 0 })
    expect(await campaign()).toMatchObject({ archived_at: expect.any(String) })
    await expect(installation.api.get(`/v1/segments/${made.segment.id}`, z.unknown())).rejects.toMatchObject({
      status: 404,
    })
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
  })

  it("makes what is new, in the order in which it names each other", async () => {
    await parley("pull")
    await write(
      "campaigns/new.yaml",
      `name: New ${made.mark}
audience: { on: segment, op: in, segment: Z ${made.mark} }
`,
    )
    await write(
      "segments/z.yaml",
      `name: Z ${made.mark}\nfilter: { not: { on: segment, op: in, segment: A ${made.mark} } }\n`,
    )
    await write("segments/a.yaml", `name: A ${made.mark}\nfilter: { on: list, op: in, list: Guests }\n`)
    expect((await parley("push", ["--yes"])).said).toContain("There is no list “Guests”")
    await post("lists", { name: `Guests` })
    expect(await parley("push", ["--yes"])).toMatchObject({ exitCode: 0 })
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
    await parley("pull")
    expect(await read("segments/a.yaml")).toContain("{ on: list, op: in, list: Guests }")
  })

  it("submits a template, and the campaign that names it", async () => {
    await parley("pull")
    const name = `order_${made.mark}`
    await write(
      `templates/${name}.yaml`,
      `name: ${name}
language: en_US
category: UTILITY
components:
  - type: BODY
    text: Your order is ready for you.
`,
    )
    await edit(campaignFile(), "name: summer_sale", `name: ${name}`)
    await edit(campaignFile(), /values:[\s\S]*/.exec(await read(campaignFile()))?.[0] ?? "", "values: {}\n")
    const { exitCode, said } = await parley("push", ["--yes"])
    expect([exitCode, said]).toEqual([0, expect.stringContaining("Meta reviews it")])
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
  })

  it("brings files to another workspace, whose ids are others", async () => {
    await parley("pull")
    const secret = await otherWorkspace()
    await rm(join(folder, "templates"), { recursive: true })
    await rm(join(folder, "campaigns"), { recursive: true })
    for (const name of await readdir(join(folder, "segments")))
      if (name !== `inner-${made.mark}.yaml`) await rm(join(folder, "segments", name))
    expect(await parley("push", ["--yes"], secret)).toMatchObject({ exitCode: 0 })
    expect(await parley("diff", [], secret)).toMatchObject({ exitCode: 0 })
    const { data } = await installation
      .asWorkspace(secret)
      .api.get("/v1/segments", z.object({ data: z.array(z.looseObject({ name: z.string() })) }))
    expect(data.map(({ name }) => name)).toEqual([`Inner ${made.mark}`])
  })

  it("names files of the media library by their names, also in another workspace", async () => {
    const [menu, file] = [`menu-${made.mark}.txt`, `campaigns/menu-${made.mark}.yaml`]
    const id = await installation.uploadFile(menu)
    const message = { type: "document", document: { id: `library:${id}`, filename: "menu.txt" } }
    const variants = [{ name: "A", content: { kind: "free_form", message } }]
    await post("campaigns", { name: `Menu ${made.mark}`, number_id: number.numberId, variants })
    await parley("pull")
    expect(await read(file)).toContain(`id: library:${menu}\n`)
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })

    await edit(file, `library:${menu}`, "library:nothing.txt")
    const line = (await read(file)).split("\n").findIndex((text) => text.includes("nothing")) + 1
    expect((await parley("push", ["--yes"])).said).toContain(
      `${file}:${line}: There is no file “nothing.txt” in the media library`,
    )
    await edit(file, "library:nothing.txt", `library:${id}`)
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })

    const secret = await otherWorkspace()
    const other = installation.asWorkspace(secret)
    const otherId = await other.uploadFile(menu)
    await write(file, `name: Menu ${made.mark}\n${/variants:[\s\S]*/.exec(await read(file))?.[0]}`)
    await edit(file, `library:${id}`, `library:${menu}`)
    for (const kind of ["templates", "segments"]) await rm(join(folder, kind), { recursive: true })
    for (const name of await readdir(join(folder, "campaigns")))
      if (!file.endsWith(name)) await rm(join(folder, "campaigns", name))
    expect(await parley("push", ["--yes"], secret)).toMatchObject({ exitCode: 0 })
    const { data } = await other.api.get("/v1/campaigns", z.object({ data: z.array(z.unknown()) }))
    expect(JSON.stringify(data)).toContain(`library:${otherId}`)
  })
})

/** @returns a key that may do everything in it */
async function otherWorkspace(): Promise<string> {
  const db = new Database(databaseUrl, { connections: 1, onConnectionLost: () => undefined })
  const secret = generateApiKey()
  await db.system(async (tx) => {
    const now = new Date()
    const { id: workspaceId } = await createWorkspace(tx, `Other ${made.mark}`, now)
    await storeApiKey(tx, { workspaceId, name: "CI", secret, now })
  })
  await db.close()
  return secret
}

describe("canvases", () => {
  const file = () => `canvases/welcome-${made.mark}.yaml`
  let canvas: z.infer<typeof withId>
  const asCanvas = z.looseObject({ state: z.string(), version: z.number(), steps: z.array(z.unknown()) })
  const readCanvas = () => installation.api.get(`/v1/canvases/${canvas.id}`, asCanvas)

  beforeEach(async () => {
    canvas = await post("canvases", {
      name: `Welcome ${made.mark}`,
      number_id: number.numberId,
      audience: { on: "segment", op: "in", segment_id: made.segment.id },
      variants: [{ id: "a", name: "A", first: "hello" }],
      steps: [
        {
          id: "hello",
          kind: "message",
          content: {
            kind: "template",
            template_id: templateId,
            values: { body: { first_name: `{{content_blocks.\${bye_${made.mark}}}}`, city: "Lima" } },
          },
        },
      ],
    })
  })

  it("are pulled with their steps, changed by their files, and published by nobody", async () => {
    await post(`canvases/${canvas.id}/publish`, {})
    expect(await parley("pull")).toMatchObject({ exitCode: 0 })
    const phone = /\+1650555\d{4}/.exec(await read(file()))?.[0]
    expect(await read(file())).toBe(`name: Welcome ${made.mark}
number: "${phone}"
audience:
  on: segment
  op: in
  segment: Été à Lima ${made.mark}
variants:
  - id: a
    name: A
    first: hello
steps:
  - id: hello
    kind: message
    content:
      kind: template
      template:
        name: summer_sale
        language: en_US
      values:
        body:
          city: Lima
          first_name: "{{content_blocks.\${bye_${made.mark}}}}"
`)
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
    await edit(file(), "city: Lima", "city: Cusco")
    expect(await parley("push", ["--yes"])).toMatchObject({ exitCode: 0 })
    expect(JSON.stringify(await readCanvas())).toContain("Cusco")
    const { data } = await installation.api.get(
      `/v1/canvases/${canvas.id}/versions`,
      z.object({ data: z.array(z.unknown()) }),
    )
    expect([data.length, JSON.stringify(data)]).toEqual([1, expect.stringContaining("Lima")])
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
  })

  it("are refused with the line of what is wrong, and then nothing is changed", async () => {
    await parley("pull")
    await edit(file(), "kind: message", "kind: message\n    next: { next: nowhere, other: hello }")
    await edit(file(), "city: Lima", "city: Cusco")
    const { exitCode, said } = await parley("push", ["--yes"])
    const line = (await read(file())).split("\n").findIndex((text) => text.includes("other: hello")) + 1
    expect([exitCode, said]).toEqual([1, expect.stringContaining(`${file()}:${line}: `)])
    expect(JSON.stringify(await readCanvas())).not.toContain("Cusco")
    await edit(
      file(),
      "next: { next: nowhere, other: hello }",
      "validation: { filter: { all: [] }, otherwise: exit }",
    )
    await edit(file(), "Été à Lima", "Nobody")
    expect((await parley("push", ["--yes"])).said).toContain(`There is no segment “Nobody ${made.mark}”`)
  })

  it("that are new may send people to each other, in a circle and to themselves", async () => {
    await parley("pull")
    const sending = (name: string, others: string[]) =>
      write(
        `canvases/${name}-${made.mark}.yaml`,
        `name: ${name} ${made.mark}
steps:
${others.map((other) => `  - { id: ${other}, kind: send_to_canvas, canvas: ${other} ${made.mark} }\n`).join("")}`,
      )
    await sending("one", ["two", "one"])
    await sending("two", ["one", "Welcome"])
    expect(await parley("push", ["--yes"])).toMatchObject({ exitCode: 0 })
    expect(await parley("diff")).toMatchObject({ exitCode: 0 })
    await parley("pull", ["--overwrite"])
    expect(await read(`canvases/two-${made.mark}.yaml`)).toContain(`canvas: Welcome ${made.mark}`)
  })

  it("are archived where their file is gone and that is asked for, once they are stopped", async () => {
    await post(`canvases/${canvas.id}/publish`, {})
    await parley("pull")
    await rm(join(folder, file()))
    const active = await parley("push", ["--yes", "--delete"])
    expect([active.exitCode, active.said]).toEqual([1, expect.stringContaining("The canvas is active.")])
    await post(`canvases/${canvas.id}/stop`, {})
    await parley("pull")
    expect(await parley("push", ["--yes", "--delete", "--overwrite"])).toMatchObject({ exitCode: 0 })
    expect(await readCanvas()).toMatchObject({ archived_at: expect.any(String) })
  })
})
