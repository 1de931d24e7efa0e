import {
  Badge,
  createTheme,
  type MantineColorsTuple,
  Modal,
  Notification,
  PasswordInput,
  Select,
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

export const theme = createTheme({
  primaryColor: "cobalt",
  primaryShade: { light: 7, dark: 7 },
  colors: { cobalt, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "640" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({ defaultProps: { variant: "light", tt: "none", fw: 600 } }),
    // Held at the top: in the middle, every line that comes or goes would move the buttons from under the pointer.
    Modal: Modal.extend({ defaultProps: { yOffset: "10dvh", closeButtonProps: { "aria-label": "Close" } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { visibilityToggleFocusable: true } }),
    Select: Select.extend({ defaultProps: { onKeyDown: submitNothing } }),
  },
})
