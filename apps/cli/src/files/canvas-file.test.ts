/** Canvases in files, and back. */
import { newCanvasDefinition } from "@parley/model"
import { describe, expect, it } from "vitest"
import { apart } from "./canvas-circles.ts"
import { canvas } from "./canvas-file.ts"
import { References } from "./references.ts"
import { readYaml, writeYaml } from "./yaml-file.ts"

const ids = {
  number: "019aa000-0000-7000-8000-000000000001",
  segment: "019aa000-0000-7000-8000-000000000002",
  group: "019aa000-0000-7000-8000-000000000003",
  canvas: "019aa000-0000-7000-8000-000000000004",
  template: "019aa000-0000-7000-8000-000000000005",
  campaign: "019aa000-0000-7000-8000-000000000006",
}

function known() {
  const references = new References()
  references.add("number", [{ id: ids.number, name: "+4915112345678" }])
  references.add("segment", [{ id: ids.segment, name: "VIP" }])
  references.add("group", [{ id: ids.group, name: "News" }])
  references.add("canvas", [{ id: ids.canvas, name: "Win back" }])
  references.add("campaign", [{ id: ids.campaign, name: "Spring" }])
  references.addTemplates([{ id: ids.template, name: "hello", language: "en", business_account_id: "a" }])
  return references
}

const inSegment = { on: "segment", op: "in", segment_id: ids.segment }
const definition = {
  name: "Welcome",
  tags: [],
  folder: null,
  number_id: ids.number,
  audience: inSegment,
  entry: { kind: "action", triggers: [{ on: "segment", segment_id: ids.segment, op: "entered" }] },
  exits: { filter: { not: inSegment } },
  variants: [{ id: "a", name: "A", first: "hello" }],
  steps: [
    {
      id: "hello",
      kind: "message",
      content: { kind: "template", template_id: ids.template, values: {} },
      validation: { filter: inSegment, otherwise: "exit" },
      next: { next: "list" },
      position: { x: 10, y: 20 },
    },
    { id: "list", kind: "decision", filter: inSegment, next: { yes: "paths", no: "hook" } },
    {
      id: "paths",
      kind: "action_paths",
      paths: [
        {
          id: "tag",
          name: "Read",
          triggers: [{ on: "message", campaign_id: ids.campaign, became: "read" }],
        },
      ],
      next: { tag: "hook" },
    },
    {
      id: "hook",
      kind: "webhook",
      url: "https://example.com",
      headers: { tag: "x", segment: "VIP", canvas: "Win back" },
      next: { next: "change" },
    },
    {
      id: "change",
      kind: "user_update",
      changes: [
        { do: "subscription", group_id: ids.group, state: "subscribed" },
        { do: "event", name: "seen", properties: { group: "News", list: "a" } },
      ],
      next: { next: "on" },
    },
    { id: "on", kind: "send_to_canvas", canvas_id: ids.canvas, context: { segment: "VIP" } },
  ],
}
const { name, tags, folder, ...rest } = definition
/** As the API answers it. */
const answered = { name, tags, folder, ...JSON.parse(JSON.stringify(newCanvasDefinition.parse(rest))) }

describe("a canvas", () => {
  it("names what it refers to, keeps its ids, and says no defaults", () => {
    expect(writeYaml(canvas.toFile(answered, known()))).toBe(`name: Welcome
number: "+4915112345678"
entry:
  kind: action
  triggers:
    - on: segment
      segment: VIP
      op: entered
audience:
  on: segment
  op: in
  segment: VIP
exits:
  filter:
    not:
      on: segment
      op: in
      segment: VIP
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
        name: hello
        language: en
    validation:
      filter:
        on: segment
        op: in
        segment: VIP
      otherwise: exit
    next:
      next: list
    position:
      x: 10
      y: 20
  - id: list
    kind: decision
    filter:
      on: segment
      op: in
      segment: VIP
    next:
      yes: paths
      no: hook
  - id: paths
    kind: action_paths
    paths:
      - id: tag
        name: Read
        triggers:
          - on: message
            campaign: Spring
            became: read
    next:
      tag: hook
  - id: hook
    kind: webhook
    headers:
      tag: x
      segment: VIP
      canvas: Win back
    url: https://example.com
    next:
      next: change
  - id: change
    kind: user_update
    changes:
      - do: subscription
        group: News
        state: subscribed
      - do: event
        name: seen
        properties:
          group: News
          list: a
    next:
      next: on
  - id: on
    kind: send_to_canvas
    canvas: Win back
    context:
      segment: VIP
`)
  })

  it("is read from its file as the API has it", () => {
    const yaml = readYaml(writeYaml(canvas.toFile(answered, known())))
    if ("message" in yaml) throw new Error(yaml.message)
    const { name, tags, folder, ...members } = canvas.toApi(yaml.members, known())
    expect(newCanvasDefinition.parse(members)).toEqual(newCanvasDefinition.parse(rest))
    expect({ name, tags, folder }).toEqual({ name: "Welcome", tags: [], folder: null })
  })

  it("names the files of the media library that its messages show", () => {
    const references = known()
    const fileId = "019aa000-0000-7000-8000-000000000007"
    references.add("file", [{ id: fileId, name: "menu.pdf" }])
    const step = (id: string) => ({
      id: "menu",
      kind: "message",
      content: { kind: "free_form", message: { type: "document", document: { id } } },
    })
    const inFile = canvas.toFile({ name: "A", steps: [step(`library:${fileId}`)] }, references)
    expect(inFile.steps).toMatchObject([step("library:menu.pdf")])
    expect(canvas.toApi(inFile, references).steps).toMatchObject([step(`library:${fileId}`)])
  })

  it("with a step that the API refuses stays as it is", () => {
    const steps = [{ id: "x", kind: "nothing", canvas: "Win back" }]
    const members = canvas.toApi({ name: "A", steps }, known())
    expect(members.steps).toEqual(steps)
    expect(canvas.toFile(members, known()).steps).toEqual(steps)
  })
})

describe("canvases that send people to each other", () => {
  const steps = ["later", "there"].map((canvas_id) => ({
    id: canvas_id,
    kind: "send_to_canvas",
    canvas_id,
  }))

  it("are made before they are told of those after them", () => {
    expect(apart({ name: "A", steps }, (id) => id === "later")).toEqual({
      made: { name: "A", steps: [{ ...steps[0], canvas_id: null }, steps[1]] },
      steps,
    })
  })

  it("are made as they are where all are there", () => {
    const all = { name: "A", steps }
    expect(apart(all, () => false)).toEqual({ made: all, steps: undefined })
  })
})
