import {
  type BadgeProps,
  type CheckboxProps,
  createTheme,
  type MantineColorsTuple,
  type ModalProps,
  type NotificationProps,
  type PasswordInputProps,
  type RadioProps,
  type SelectProps,
  type SwitchProps,
} from "@mantine/core"
import type { KeyboardEvent } from "react"

const cobalt: MantineColorsTuple = [
  "#eff2fe",
  "#dde3fb",
  "#bac6f4",
  "#94a7ee",
  "#748de8",
  "#5f7ce5",
  "#5272e3",
  "#3c57c8",
  "#3149ab",
  "#263b91",
]

/** For what is chosen: the place one is at, a tab, a tick. {@link cobalt} is for what can be done. */
const iris: MantineColorsTuple = [
  "#f7f0fc",
  "#ebdef6",
  "#d7bcec",
  "#c19ae2",
  "#ae7cd8",
  "#a068d1",
  "#9659cd",
  "#7f41b4",
  "#6f38a0",
  "#5c2d86",
]

/** Greys with a breath of blue, so that dark pages are ink and not coal. */
const dark: MantineColorsTuple = [
  "#d5d9e2",
  "#b9bfcc",
  "#9aa2b3",
  "#667085",
  "#3c4456",
  "#2e3546",
  "#222836",
  "#191e2a",
  "#131722",
  "#0d1018",
]

/** Enter chooses from a list. Where nothing is marked in it yet, the form that it is in would be submitted. */
function submitNothing(event: KeyboardEvent) {
  if (event.key === "Enter") event.preventDefault()
}

/**
 * What components are like unless told otherwise, by their names: to name the components themselves, as their own `extend` does,
 * would load them, and all that a Select stands on, for pages that have none.
 */
interface Defaults {
  Badge: Partial<BadgeProps>
  Checkbox: Partial<CheckboxProps>
  Modal: Partial<ModalProps>
  Notification: Partial<NotificationProps>
  PasswordInput: Partial<PasswordInputProps>
  Radio: Partial<RadioProps>
  Select: Partial<SelectProps>
  Switch: Partial<SwitchProps>
}

const defaults: Defaults = {
  Badge: { variant: "light", tt: "none", fw: 600 },
  Checkbox: { color: "iris" },
  Radio: { color: "iris" },
  Switch: { color: "iris" },
  // Held at the top: in the middle, every line that comes or goes would move the buttons from under the pointer.
  Modal: { yOffset: "10dvh", closeButtonProps: { "aria-label": "Close" } },
  Notification: { closeButtonProps: { "aria-label": "Dismiss" } },
  PasswordInput: { visibilityToggleFocusable: true },
  Select: { onKeyDown: submitNothing },
}

export const theme = createTheme({
  primaryColor: "cobalt",
  primaryShade: { light: 7, dark: 7 },
  colors: { cobalt, dark, iris },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "640" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: Object.fromEntries(
    Object.entries(defaults).map(([name, defaultProps]) => [name, { defaultProps }]),
  ),
})
