import { MantineProvider } from "@mantine/core"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { StatusTicks } from "./status-ticks.tsx"

type Props = Parameters<typeof StatusTicks>[0]
const draw = (props: Props) =>
  renderToStaticMarkup(createElement(MantineProvider, null, createElement(StatusTicks, props)))
const blocked = { title: "The phone is not on WhatsApp.", advice: "Check the number.", detail: null }

describe("the ticks of a message", () => {
  it.each([
    ["queued", "waiting", "Queued"],
    ["in_doubt", "waiting", "Not confirmed"],
    ["accepted", "sent", "Sent"],
    ["sent", "sent", "Sent"],
    ["delivered", "arrived", "Delivered"],
    ["read", "read", "Read"],
    ["played", "read", "Played"],
    ["failed", "failed", "Failed"],
    ["dropped", "failed", "Not sent"],
  ] as const)("that is %s are drawn as %s, and read out as “%s”", (status, mark, words) => {
    const drawn = draw({ status })
    expect(drawn).toContain(`data-mark="${mark}"`)
    expect(drawn).toContain(`role="img" aria-label="${words}"`)
  })

  it("say why it failed and what to do, and what Meta adds", () => {
    const drawn = draw({ status: "failed", reason: { ...blocked, detail: "Code 131026." } })
    expect(drawn).toContain(
      'aria-label="Failed. The phone is not on WhatsApp. Code 131026. Check the number."',
    )
  })

  it("say why it waits", () => {
    const reason = { title: "Meta is reviewing the template.", advice: null }
    expect(draw({ status: "queued", reason })).toContain('"Queued. Meta is reviewing the template."')
  })

  it("are words for everyone where they stand in full", () => {
    const drawn = draw({ status: "failed", reason: blocked, inFull: true })
    expect(drawn).not.toContain('role="img"')
    expect(drawn).toMatch(/Failed<.*The phone is not on WhatsApp\. Check the number\.</)
  })
})
