// Before anything is painted: the colours that this browser was told to show, else those of its system. The name is Mantine's.
const chosen = localStorage.getItem("mantine-color-scheme-value")
const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
document.documentElement.dataset.mantineColorScheme = isDark ? "dark" : "light"
