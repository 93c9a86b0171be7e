/** A finger leaves no hover behind: what it touched or scrolled is held this long after, ms. */
export const TOUCH_HOLD_MS = 5000;
