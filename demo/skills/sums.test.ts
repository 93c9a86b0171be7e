import { describe, expect, it } from "vitest";
import { all, type Case, has, is, matches, replyTo, user } from "./checks.fixture";

describe("ledgers, clocks and sums", () => {
  it.each<Case>([
    [
      user(
        "Cash box: start 80 EUR\n+ 25 EUR ticket sales\n- 12 EUR stamps\n(planned: - 40 EUR lamp, not yet bought)\n+ 8 EUR donation\nWhat is in the box now? Finish with the line 'Balance: <amount>'.",
      ),
      matches(/Balance: 101$/),
    ],
    [
      user(
        "At the start there are 64 chairs in the hall. In the morning 18 chairs are brought in. At noon 9 chairs are taken away. A delivery of 20 chairs was announced but cancelled. In the evening 5 chairs are taken away. How many chairs are in the hall at the end? Answer with a number.",
      ),
      has("68"),
    ],
    [
      user(
        "Opening stock: 200 kg flour.\nDay 1: out 35 kg\nDay 2: in 50 kg\nDay 3: out 20 kg\nDay 4: in 10 kg (quote only, does not count)\nCorrection to day 1: out 25 kg.\nClosing stock?",
      ),
      has("205"),
    ],
    [
      user(
        "Entry 1: opening 300\nEntry 2: +40\nEntry 3: -15\nEntry 4: -60\nEntry 3 is void.\nCorrection: entry 2 should be +45.\nWhat is the balance? Number only.",
      ),
      is("285"),
    ],
    [
      user(
        "A tank holds 500 litres at 8:00. Until noon 120 litres are pumped out and 60 litres are pumped in. How many litres are in the tank at noon?",
      ),
      has("440"),
    ],
    [user("We had 15 apples. Mia ate 3, Tom bought 10 more, and 2 were thrown away. How many apples are left?"), has("20")],
    [user("Shift starts 22:50, lasts 3 h 45 min. When does it end? Time only."), is("02:35")],
    [
      user(
        "The baker puts the dough in at 6:20. It rests for 1 hour 15 minutes, then bakes for 40 minutes and cools for 10 minutes. At what time is the bread ready? End with `Ready: HH:MM`.",
      ),
      matches(/Ready: 08:25$/),
    ],
    [
      user("START 1430. LEG ONE 55 MIN. HALT 15 MIN. LEG TWO 1 H 20 MIN. ARRIVAL? Give the time as HH:MM and nothing else."),
      is("17:00"),
    ],
    [user("A bus leaves at 14:05 and arrives at 16:50. How long is the ride?"), has("2 h 45")],
    [
      user("A meeting begins at 9:30 am and lasts 90 minutes. Correction: it begins at 10:00 am. When does it end?"),
      has("11:30"),
    ],
    [user("I must be there at 18:00 and the trip takes 1 h 25 min. When must I leave at the latest?"), has("16:35")],
    [user("A ream has 500 sheets. How many sheets are in 7 reams? Number only."), is("3500")],
    [user("One ticket costs 12.50 EUR. What do 6 tickets cost?"), has("75")],
    [user("A hall has 14 rows with 22 seats each. 9 seats are broken. How many seats can be used?"), has("299")],
    [user("A car uses 6 litres per 100 km. How many litres does it use for 350 km?"), has("21")],
    [user("Multiply 14 by 6 and add 9. Give only the result."), is("93")],
    [user("A rope is 3 m long. You cut off 80 cm. How long is the rest in cm?"), has("220")],
    [user("What is 8 squared minus 14?"), has("50")],
    [
      user("Please keep this in mind: my locker number is 318.", "Noted.", "What is my locker number? Only the number."),
      is("318"),
    ],
    [user("My locker number is 318.", "Noted.", "Correction, it is 381.", "Noted.", "What is my locker number?"), has("381")],
    [
      user(
        "The parcel weighs 7 kg. What does the parcel weigh?",
        "7 kg",
        "Please note: I weighed it again and the new value is 9 kg. What does the parcel weigh?",
      ),
      has("9"),
    ],
    [
      user(
        "Start: 50 litres. In: 20 litres. Out: 15 litres. How much is left?",
        "There are 45 litres left.",
        "Add it up again, please, step by step. End with 'Total: <n>'.",
      ),
      all(has("wrong"), matches(/Total: 55$/)),
    ],
    [
      user(
        "Balance on 1 May: 1,200 EUR\n3 May  out  150 EUR  rent\n5 May  in   300 EUR  client\n6 May  out  80 EUR  hosting (test entry, does not count)\n9 May  out  50 EUR  fuel\nWhat is the balance on 10 May? Number only.",
      ),
      is("1300"),
    ],
    [
      user(
        "| date | in | out |\n|---|---|---|\n| 1 May | 20 | 0 |\n| 2 May | 0 | 7 |\n| 3 May | 5 | 2 |\nWhat is the sum of the column in? Number only.",
      ),
      is("25"),
    ],
    [user("dep 07:50 / ride 1h25 / change 12 min / ride 40 min / arr ? Reply HH:MM only."), is("10:07")],
    [user("The oven was switched on at 8:15 and runs for two and a half hours. When does it switch off?"), has("10:45")],
    [
      user("Night shift from 21:30 to 05:45 with a break of 30 minutes. How many hours and minutes of work is that?"),
      has("7 h 45"),
    ],
    [user("A box weighs 2.5 kg. What do 12 boxes weigh? Reply with number and unit."), has("30 kg")],
    [user("Tickets cost 8 EUR for adults and 5 EUR for children. What do 2 adults and 3 children pay?"), has("31")],
    [user("What is 1250 - 375?"), has("875")],
    [user("If 3 metres of cloth cost 24 EUR, how much does one metre cost?"), has("8")],
    [user("Compute 12% VAT on 150 EUR."), has("18")],
    [user("How many minutes are 3 hours and 20 minutes? Number only."), is("200")],
    [
      user(
        "You keep the ledger. Opening: 75.\nThe following happens in this order: +12, -30, +8. What is the closing number? Only the number.",
      ),
      is("65"),
    ],
    [
      user(
        "The bakery begins the day with 90 rolls. It bakes another 60, sells 85 and gives 10 to the school. How many rolls remain?",
      ),
      has("55"),
    ],
    [
      user(
        "Fund starts at 1000 EUR. 01 Mar: paid out 250 EUR. 02 Mar: received 100 EUR. 03 Mar: reserved 300 EUR (reservation only, not a payment). What does the fund hold now? Final line: 'Fund: <amount>'",
      ),
      matches(/Fund: 850( EUR)?$/),
    ],
    [
      user(
        "Warehouse opening: 40 pallets.\n08:00 in 12\n09:30 out 7\n11:00 in 5\n11:05 correction: the 09:30 entry was 9\n12:00 out 4\nHow many pallets at 12:30?",
      ),
      has("44"),
    ],
    [user("Lift-off 23:40, burn 12 min, coast 1 h 5 min. Clock time at the end? HH:MM only"), is("00:57")],
    [user("Exam begins 08:45. Part one 50 min, break 10 min, part two 1 h 15 min. End? Reply with the time only."), is("11:00")],
    [user("The tour starts at 10:20 and takes 95 minutes, including a break of 15 minutes. When does it end?"), has("11:55")],
    [
      user("We leave at 7:30, drive 3 hours, stop for 25 minutes, then drive another 1.5 hours. When do we get there?"),
      has("12:25"),
    ],
    [user("3 trays with 12 eggs each and 5 single eggs. How many eggs?"), has("41")],
    [user("A runner does 4 laps of 400 m. How many metres is that?"), has("1600")],
    [user("What is half of 86?"), has("43")],
    [user("What is the sum of 18, 27 and 5? End with 'Sum: <number>' on its own line."), matches(/Sum: 50$/)],
    [user("How many seconds are in 4 minutes? Number only."), is("240")],
  ])("%j", (messages, isRight) => {
    const reply = replyTo(messages);
    expect(isRight(reply), reply).toBe(true);
  });
});
