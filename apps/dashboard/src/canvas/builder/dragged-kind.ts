/** The type of what is dragged from the palette into a drawing: the name of a kind of step. */
export const draggedKind = "application/x-parley-step"
