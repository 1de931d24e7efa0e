/** What the key of shortcuts is called on this machine. */
export const modKey = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl"
