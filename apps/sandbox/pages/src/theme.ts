/** The look of the sandbox: that of the dashboard beside it, so that two windows of one work are of one piece. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core"

/** For what can be done. */
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

/** For what is chosen. */
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

/** Greys with a breath of blue. */
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

const fontFamily = "'Inter Variable', system-ui, sans-serif"

export const theme = createTheme({
  primaryColor: "cobalt",
  primaryShade: { light: 7, dark: 7 },
  colors: { cobalt, dark, iris },
  fontFamily,
  headings: { fontFamily, fontWeight: "640" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Badge: { defaultProps: { variant: "light", tt: "none", fw: 600 } },
    Checkbox: { defaultProps: { color: "iris" } },
    Radio: { defaultProps: { color: "iris" } },
    Switch: { defaultProps: { color: "iris" } },
    Tabs: { defaultProps: { color: "iris" } },
    Title: { defaultProps: { style: { letterSpacing: "-0.012em" } } },
  },
})

/** Mantine's own faint and light shades have a contrast of 3.3 to 4.3; WCAG asks for 4.5. */
export const withContrast: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#5b5f69",
    "--mantine-color-placeholder": "#70747d",
    "--mantine-color-default-border": "#dcdbd6",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-teal-light-color": "#04573d",
    "--mantine-color-red-light-color": "#a01717",
    "--mantine-color-red-text": colors.red[9],
    "--mantine-color-orange-light-color": "#7d3404",
    "--mantine-color-yellow-light-color": "#6b4300",
    "--mantine-color-gray-light-color": "#3b4149",
    "--mantine-color-blue-light-color": "#14568f",
  },
  dark: {
    "--mantine-color-dimmed": "#a3abbb",
    "--mantine-color-placeholder": "#949cad",
    "--mantine-color-anchor": "#94a7ee",
    "--mantine-color-error": "#ff8f87",
    "--mantine-color-red-text": colors.red[4],
    "--mantine-color-red-light-color": "#ffa39c",
    "--mantine-color-gray-light": "#2a3142",
    "--mantine-color-gray-light-color": "#c9cfdb",
  },
})
