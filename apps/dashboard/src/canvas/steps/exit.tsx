import { IconDoorExit } from "@tabler/icons-react"
import type { StepForm } from "./step-form.ts"

export const exitForm: StepForm<"exit"> = {
  label: "Exit",
  icon: IconDoorExit,
  intro: "People leave the canvas here.",
  begin: () => ({}),
  sentence: () => "People leave the canvas here",
}
