/** A field at fault, or a group of boxes. */
const invalid = "[aria-invalid=true], [data-path][data-error]"
const focusable = "input, textarea, select, button, [tabindex]"

/** Moves the focus to the first field with an error, once it is on the screen. */
export function focusFirstInvalid(within: ParentNode): void {
  requestAnimationFrame(() => focusOn(within.querySelector<HTMLElement>(invalid)))
}

/** Moves the focus to the field at a path such as `attributes.0.name`, or the first within it. */
export function focusField(form: ParentNode | null, path: string): void {
  const at = CSS.escape(path)
  focusOn(form?.querySelector<HTMLElement>(`[data-path="${at}"], [data-path^="${at}."]`))
}

/** A group of boxes is no place for the focus; its first box is. */
function focusOn(field: HTMLElement | null | undefined): void {
  const place = field?.matches(focusable) ? field : field?.querySelector<HTMLElement>(focusable)
  place?.focus()
}

/** Whichever form is submitted with errors in it: its first field at fault has the focus afterwards. */
export function focusInvalidOnSubmit(): void {
  document.addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement) focusFirstInvalid(target)
  })
}
