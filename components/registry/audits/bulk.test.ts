import { expect, it } from "vitest";
import { bulkText } from "./bulk";

it.each([
  [{ started: 12, running: 3, withoutEndpoint: 2, refused: 0 }, "12 audits started, 3 already running, 2 without an endpoint"],
  [{ started: 1, running: 0, withoutEndpoint: 0, refused: 0 }, "1 audit started"],
  [{ started: 0, running: 0, withoutEndpoint: 4, refused: 1 }, "0 audits started, 4 without an endpoint, 1 refused"],
])("a bulk request is told in numbers", (outcome, text) => {
  expect(bulkText(outcome)).toBe(text);
});
