import { describe, expect, it } from "vitest"
import { screenOn } from "../print/screen.ts"
import { notepad } from "../testing/recorded-output.ts"
import { printDiagnosis } from "./doctor.ts"

const shown = (checks: Parameters<typeof printDiagnosis>[2]["checks"]) => {
  const paper = notepad()
  printDiagnosis(screenOn(paper, {}), "http://localhost:3000", { checks })
  return paper.text()
}

describe("what the doctor found", () => {
  it("is a checked list with what to do under each finding that is not well", () => {
    expect(
      shown([
        { name: "database", state: "ok", message: "PostgreSQL 18 answers." },
        {
          name: "number",
          state: "failed",
          subject: "Café +49 151",
          message: "It is not verified.",
          help: "Request a code.",
          fix: { kind: "verify_number", number_id: "n-1" },
        },
        { name: "templates", state: "warning", message: "PAUSED", help: "Wait." },
        { name: "webhook_address", state: "skipped", message: "Unknown." },
      ]),
    ).toBe(
      [
        "Parley at http://localhost:3000",
        "",
        "✓ database         PostgreSQL 18 answers.",
        "✗ number           Café +49 151: It is not verified.",
        "                   → Request a code.",
        "                   → npx parley number code n-1",
        "! templates        PAUSED",
        "                   → Wait.",
        "- webhook address  Unknown.",
        "",
        "1 failed, 1 warning, 1 skipped, 1 fine",
        "",
      ].join("\n"),
    )
  })

  it("offers no advice for what is well", () => {
    expect(shown([{ name: "meta", state: "ok", message: "It answers.", help: "Do this." }])).not.toContain(
      "Do this.",
    )
  })

  it("sums up several warnings", () => {
    const warning = { name: "templates", state: "warning", message: "PAUSED" } as const
    expect(shown([warning, warning])).toContain("2 warnings, 0 fine")
  })
})
