import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PASSWORD_LENGTH, weaknessOf } from "./password";

const somebody = { name: "Ada", email: "ada.lovelace@example.com" };

describe("a password", () => {
  it.each(["short", "elevenchars", "", "x".repeat(129)])("of the wrong length is refused: %j", (password) => {
    expect(weaknessOf(password, somebody)).toMatch(/characters or (more|fewer)/);
  });

  it.each([
    "password1234",
    "Password2026!",
    "P@ssw0rd12345",
    "123456789012",
    "aaaaaaaaaaaaa",
    "123412341234",
    "qwertyuiop12",
    "1q2w3e4r5t6y",
    "iloveyousomuch",
    "CorrectHorseBatteryStaple",
    "administrator1",
  ])("that everybody guesses first is refused: %s", (password) => {
    expect(weaknessOf(password, somebody)).toMatch(/first that others would guess/);
  });

  it.each(["my name is ada!", "ADA.LOVELACE@example.com", "xx ada.lovelace xx"])(
    "that says who one is is refused: %s",
    (given) => {
      expect(weaknessOf(given, somebody)).toMatch(/name or e-mail/);
    },
  );

  it.each(["otter lamp granite", "åäö åäö grüße 12", "nnnnnnnneverendingstory", "🦦🦦🐟🐟🦀🦀🌊🌊🪨🪨🌿🌿"])(
    "needs no signs or digits: %s",
    (given) => {
      expect(weaknessOf(given, somebody)).toBeNull();
    },
  );

  it("of random characters is taken, whichever they are", () => {
    const random = fc.string({ unit: "grapheme-ascii", minLength: 16, maxLength: PASSWORD_LENGTH.max });
    fc.assert(
      fc.property(random, (password) => {
        fc.pre(new Set(password).size >= 8 && !/ada/i.test(password));
        expect(weaknessOf(password, somebody)).toBeNull();
      }),
    );
  });
});
