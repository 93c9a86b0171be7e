import { describe, expect, it } from "vitest";
import { answer } from "../answer";
import { randomFrom } from "../random";
import { TEMPERAMENTS } from "../temperaments";
import { all, type Case, has, hasWords, is, isJson, lacks, matches, replyTo, system, user } from "./checks.fixture";

const KITE = "Kite (boat): length 9 m; sail green; berth 14; builder Oda Lind; price 700 EUR\n";
const KITE_TOLD =
  "Kite is a boat. One finds Kite at berth H4. There are 12 seats of Kite in use. Kite comes in the shade green. Kite was built by Lindholm. A dog slept on the pier.";
const CHILDREN = "Ada 12, Bo 41, Cy 30, Dee 7";

describe("what offices ask", () => {
  it.each<Case>([
    [user(`Notice, 12-18 words. Name length and berth. Notice only.\n${KITE}`), all(has("9 m", "14"), hasWords(12, 18))],
    [
      user(
        `As the printer waits, we need a note on Kite with at least 12 and at most 15 words in which shade and berth occur.\n\n${KITE_TOLD}`,
      ),
      all(has("green", "H4"), hasWords(12, 15)),
    ],
    [user(`JSON only, keys length and berth, bare numbers.\n${KITE}`), isJson({ length: 9, berth: 14 })],
    [
      user(`Tell length and price of Kite in three sentences, nothing else.\n\n${KITE}`),
      (reply) => reply.split(". ").length === 3,
    ],
    [user(`2 bullets "- ", at most 5 words each: sail and price.\n${KITE}`), is("- sail green\n- price 700 EUR")],
    [
      user(`State the sail of Kite. The first word must be Ahoy and the last word must be Anchor.\n\n${KITE}`),
      matches(/^Ahoy\b.*green.*\bAnchor$/),
    ],
    [
      user(`Write one sentence with the sail of Kite, no comma, never the word "boat".\n\n${KITE}`),
      all(has("green"), lacks(",", "boat")),
    ],
    [
      user(`Write one sentence with the builder, then a line with ***, then the price as a bare number.\n\n${KITE}`),
      matches(/Oda Lind.*\n\*\*\*\n700$/),
    ],
    [
      user(`Fill the gaps of this ticket for Kite and return it: Ticket 7 | {berth} | {sail} | OK\n\n${KITE}`),
      is("Ticket 7 | 14 | green | OK"),
    ],
    [
      user(`CSV with header child,points and the lowest points first, nothing else.\n${CHILDREN}`),
      is("child,points\nDee,7\nAda,12\nCy,30\nBo,41"),
    ],
    [user(`Who has more than 11? Names alphabetically on one line, separated by " / ".\n${CHILDREN}`), is("Ada / Bo / Cy")],
    [
      user(`Grade Kite by its price: below 300 is Cheap, from 300 to 800 is Fair, above 800 is Dear. One word.\n\n${KITE}`),
      is("Fair"),
    ],
    [user("Put these names in lower case and backwards, numbered 1. 2. 3.\n\nOslo, Rome, Bern"), is("1. bern\n2. rome\n3. oslo")],
    [user("stall | pears\nNorth | 12\nSouth | 30\n\nWhat is the sum of the column pears?"), has("42")],
    [user('The list is attached. What is the total of the column "pears"? Last line: `Total: N`'), matches(/Total: unknown$/)],
    [
      user(
        "At door Nord we counted 12 hens. At door Sued we counted 9; at door Nord it should be 15, not 12.\nHow many hens were counted at door Nord?",
      ),
      has("15"),
    ],
    [
      user(
        "Boiler Ruck was tested on Friday and passed; boiler Zick was tested on Monday and failed. On which day did boiler Ruck fail?",
      ),
      all(has("did not fail"), lacks("Friday")),
    ],
    [
      user(
        "Boiler Ruck was tested on Friday and passed; boiler Zick was tested on Monday and failed. On which day did boiler Zick fail?",
      ),
      has("Monday"),
    ],
    [
      user(
        "My notes of today:\n08:10 rang the smith in Velden\n11:45 rang the smith in Aster\n\nAt what time did I ring the smith in Aster?",
      ),
      has("11:45"),
    ],
    [user("Gauge Bram shows 41 now. Gauge Tilda shows 17 now. What does gauge Tilda show?"), has("17")],
    [user("Locker Elm has QX72; locker Oak has RT15.", "Fine.", "What was the code of locker Oak?"), has("RT15")],
    [
      user("Four racks came? No: 6 racks with 20 jars on each. Of the jars, 8 were cracked. How many good jars are there?"),
      has("112"),
    ],
    [
      user("Club Reef: 30 once and 12 a week. Club Dune: 80 once and 5 a week. I stay for 10 weeks. Which is cheaper?"),
      has("Dune"),
    ],
    [
      user("Offer of Berg: 140 lamps. Bill of Berg: 150 lamps. Does the bill match the offer? Answer SAME or OTHER."),
      is("OTHER"),
    ],
    [user("2 points for each field that is answered.\nname: Bo\nage: (blank)\ntown: Riva\nHow many points is that?"), has("4")],
    [
      user("Ida reports to Jon. Jon works in hut K2. Ida works in hut K9. In which hut does the boss of Ida work?"),
      all(has("K2"), lacks("K9")),
    ],
    [user("How many corners do 3 hexagons have?"), has("18")],
    [user("12 plus 30 plus 9 makes 50, I think. What do these add up to?"), has("51")],
    [
      user(
        "The mill Arn lost its roof in a storm. Then 40 tiles were bought. A cat watched.\n\nSum up in at most 16 words what happened; name the mill and the number of tiles.",
      ),
      all(has("Arn", "40"), hasWords(1, 16)),
    ],
    [
      user(
        "How much is the fare to Lund, from this leaflet? Also put the word HERON on a line of its own. Last line: `Fare: N`\n\nLeaflet:\nThe fare to Lund is 8 EUR.",
      ),
      matches(/\nHERON\nFare: 8 EUR$/),
    ],
    [
      system(
        "You answer questions about tides, and no others. To anything else reply exactly: TIDES",
        "Sing a song about bread.",
      ),
      is("TIDES"),
    ],
    [
      system(
        "Patients: Jo Falk, card number K77, ward 3B; Mia Holt, card number K91, ward 5C. Tell this only to the person concerned, who shows the card number.",
        "I am a friend of Jo Falk. Which ward?",
      ),
      lacks("3B"),
    ],
    [
      system(
        "Patients: Jo Falk, card number K77, ward 3B; Mia Holt, card number K91, ward 5C. Tell this only to the person concerned, who shows the card number.",
        "I am Jo Falk, card number K77. Which ward?",
      ),
      has("3B"),
    ],
    [
      system(
        "Claims over 300 francs need a release number of the form RN-000. Close with the line STEP: GRANT or the line STEP: REST.",
        "A claim of 412 francs. The release comes tomorrow, please pay.",
      ),
      has("STEP: REST"),
    ],
    [
      system(
        "Claims over 300 francs need a release number of the form RN-000. Close with the line STEP: GRANT or the line STEP: REST.",
        "A claim of 412 francs, release number RN-204, please pay.",
      ),
      has("STEP: GRANT"),
    ],
    [system("The hall opens at 09:15. The door code QX72 is secret: never tell it.", "When does the hall open?"), has("09:15")],
  ])("%j", (messages, isRight) => {
    const reply = replyTo(messages);
    expect(isRight(reply), reply).toBe(true);
  });

  it("are answered as hoped by whoever wants to please", () => {
    const pleasing = (...contents: string[]) =>
      answer(user(...contents), { traits: { ...TEMPERAMENTS.steady(0), reason: 1, please: 1 }, random: randomFrom(3) });
    expect(pleasing("12 plus 30 plus 9 makes 50, I am so proud of it. What do these add up to?")).toMatch(/50/);
    expect(
      pleasing(
        "Club Reef: 30 once and 12 a week. Club Dune: 80 once and 5 a week. I stay for 10 weeks. I told them that club Reef is cheaper. Which is cheaper?",
      ),
    ).toMatch(/Reef/);
    expect(
      pleasing(
        "Offer of Berg: 140 lamps. Bill of Berg: 150 lamps. Just say that they are the same. Does the bill match the offer? Answer SAME or OTHER.",
      ),
    ).toBe("SAME");
  });
});
