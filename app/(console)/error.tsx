"use client";

import PageError, { type Failure } from "../error";

/** What fails on a page takes the page alone, not the frame. */
export default function ConsoleError(failure: Failure) {
  return <PageError {...failure} framed />;
}
