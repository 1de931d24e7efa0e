/** Woken when runs are due, so that workers move them without waiting for their next look. */
export const canvasChannel = "parley_canvas"
