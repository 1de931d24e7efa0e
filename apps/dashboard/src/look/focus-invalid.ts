/** Moves the focus to the first field with an error, once it is on the screen. */
export function focusFirstInvalid(within: ParentNode): void {
  requestAnimationFrame(() => within.querySelector<HTMLElement>("[aria-invalid=true]")?.focus())
}

/** Whichever form is submitted with errors in it: its first field at fault has the focus afterwards. */
export function focusInvalidOnSubmit(): void {
  document.addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement) focusFirstInvalid(target)
  })
}
