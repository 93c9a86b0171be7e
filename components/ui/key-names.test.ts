import { expect, it } from "vitest";
import { keyCaps } from "./key-names";

it.each([
  ["p", ["P"]],
  ["?", ["?"]],
  [" ", ["Space"]],
  ["Escape", ["Esc"]],
  ["ArrowDown", ["↓"]],
  ["g a", ["G", "A"]],
  ["mod+k", ["Ctrl", "K"]],
])("the key %j stands as %j", (key, caps) => expect(keyCaps(key)).toEqual(caps));
