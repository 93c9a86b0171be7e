/** The place of the offer of the tour, kept while it is on its way. */
export const TOUR_STRIP = "h-(--strip-height) flex-none border-line border-b bg-sunken px-gutter";
