"use client";

import { FocusKeeper } from "./focus-keeper";
import { Spoken } from "./spoken";

/** What helps those who hear the page or use it by keyboard; nobody sees it, so it comes after what is seen. */
export function Assistance() {
  return (
    <>
      <Spoken />
      <FocusKeeper />
    </>
  );
}
