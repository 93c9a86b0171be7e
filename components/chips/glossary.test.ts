import { expect, it } from "vitest";
import { GLOSSARY } from "./glossary";

it.each(Object.entries(GLOSSARY))("%s is explained in at most 40 words", (_, { text }) => {
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(40);
  expect(text).toMatch(/\.$/);
});
