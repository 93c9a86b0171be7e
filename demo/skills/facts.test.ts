import { describe, expect, it } from "vitest";
import { all, type Case, has, is, isJson, lacks, matches, replyTo, system, user } from "./checks.fixture";

describe("facts from what was given", () => {
  it.each<Case>([
    [
      system(
        "You are the assistant of a harbour office. Answer from the data sheet only. If something is not in the sheet, answer NOT STATED.\n\nSheet:\nOrla: length 31 m; berth 4; flag Malta\nPetrel: length 27 m; berth 9; flag Cyprus",
        "What is the draught of the Orla?",
      ),
      has("NOT STATED"),
    ],
    [
      system(
        "You are the assistant of a harbour office. Answer from the data sheet only. If something is not in the sheet, answer NOT STATED.\n\nSheet:\nOrla: length 31 m; berth 4; flag Malta\nPetrel: length 27 m; berth 9; flag Cyprus",
        "At which berth does the Petrel lie?",
      ),
      has("9"),
    ],
    [
      user(
        "Data:\nOrla: length 31 m; berth 4; flag Malta\nPetrel: length 27 m; berth 9; flag Cyprus\n\nWhich ship is longer? Answer with the name only.",
      ),
      is("Orla"),
    ],
    [
      user(
        "Data:\nOrla: length 31 m; berth 4; flag Malta\nPetrel: length 27 m; berth 9; flag Cyprus\nWren: length 29 m; berth 2; flag Malta\n\nWhich ships sail under the flag of Malta? List the names separated by commas, nothing else.",
      ),
      matches(/^Orla, ?Wren$/),
    ],
    [
      user(
        "Data:\nOrla: length 31 m; berth 4; flag Malta\nPetrel: length 27 m; berth 9; flag Cyprus\nWren: length 29 m; berth 2; flag Malta\n\nReturn a JSON array of the names of ships longer than 28 m. JSON only.",
      ),
      isJson(["Orla", "Wren"]),
    ],
    [
      user(
        "Turn this into CSV with the header ship,length,berth sorted by berth ascending. CSV only.\nOrla: length 31 m; berth 4\nPetrel: length 27 m; berth 9\nWren: length 29 m; berth 2",
      ),
      is("ship,length,berth\nWren,29 m,2\nOrla,31 m,4\nPetrel,27 m,9"),
    ],
    [
      user(
        "name,points\nNils,12\nOda,30\nPer,7\nRut,25\n\nAdd up the points of everyone with more than 10 points. End with a line `Sum: <number>`.",
      ),
      matches(/\nSum: 67$/),
    ],
    [user("Here are the results: Nils 12, Oda 30, Per 7, Rut 25. What is the total? Only the number."), is("74")],
    [
      user(
        "Results: Nils 12, Oda 30, Per 7, Rut 25.\nSort the names by their number, highest first, and give only the names separated by commas.",
      ),
      matches(/^Oda, ?Rut, ?Nils, ?Per$/),
    ],
    [
      user(
        "The tuning was before the rehearsal. The concert was after the rehearsal. The dinner was after the concert. List the four events in order, separated by commas. Nothing else.",
      ),
      matches(/^tuning, ?rehearsal, ?concert, ?dinner$/i),
    ],
    [
      user("Step B happens before step D. Step A happens before step B. Step C happens after step D. Which step is last?"),
      has("C"),
    ],
    [user("Lina finished ahead of Moe. Moe finished ahead of Nell. Who came second?"), has("Moe")],
    [user("Box A is heavier than box B. Box C is lighter than box B. Which box is the lightest?"), has("Box C")],
    [user("Jorun works in the archive. The archive is on floor 3. On which floor does Jorun work?"), has("3")],
    [user("Sven's mentor is Kari. Kari's desk is D14. Which desk belongs to Sven's mentor?"), has("D14")],
    [
      user(
        "The blue key opens the cellar. The cellar contains the boiler. Edda keeps the blue key. Who keeps the key that opens the cellar?",
      ),
      has("Edda"),
    ],
    [user("Ulla manages Finn. Finn manages Gro. Who manages the manager of Gro? Name only."), is("Ulla")],
    [
      user(
        "Parts list:\nvalve-3: mass 12 kg; bay F2; price 40 EUR\nvalve-7: mass 9 kg; bay F5; price 55 EUR\nHow much do valve-3 and valve-7 weigh together? End with a line 'Answer: <number>' (number only).",
      ),
      matches(/Answer: 21( kg)?$/),
    ],
    [user("valve-3: mass 12 kg; bay F2\nvalve-7: mass 9 kg; bay F5\nWhat is in bay F5?"), has("valve-7")],
    [user("valve-3: mass 12 kg; bay F2; price 40 EUR\nWhat do 5 pieces of valve-3 cost in total?"), has("200")],
    [
      system(
        "Answer from the notes below. If the notes do not contain the answer, reply with exactly: not stated\n\nNotes:\nThe ferry Alva has 3 decks. The ferry Brix has 4 decks. The Alva was built in 1988.",
        "When was the Brix built?",
      ),
      is("not stated"),
    ],
    [
      system(
        "Answer from the notes below. If the notes do not contain the answer, reply with exactly: not stated\n\nNotes:\nThe ferry Alva has 3 decks. The ferry Brix has 4 decks. The Alva was built in 1988.",
        "How many decks does the Brix have?",
      ),
      has("4"),
    ],
    [
      user("The meeting room Birch has 12 seats. The meeting room Cedar has 20 seats. Who is the caretaker of the room Birch?"),
      has("not stated"),
    ],
    [
      user(
        "Document A (2019): The tower is 40 m high.\nDocument B (2021): The tower is 44 m high.\n\nHow high is the tower according to the documents?",
      ),
      has("40", "44"),
    ],
    [
      user(
        "Memo 1: Deliveries go to gate 4.\nMemo 2: This memo supersedes memo 1. Deliveries go to gate 6.\nTo which gate do deliveries go?",
      ),
      all(has("6"), lacks("conflict")),
    ],
    [
      user(
        "In the queue, Ida stands before Jan. Kim stands after Jan. Lou stands before Ida. Who is first in the queue? Name only.",
      ),
      is("Lou"),
    ],
    [user("Red is left of blue. Blue is left of green. Which is furthest to the left?"), has("red")],
    [
      user(
        "Nora's boss is Olaf. Olaf's boss is Petra. Petra's office is 3.14. In which office does the boss of Nora's boss sit?",
      ),
      has("3.14"),
    ],
    [user("The pump P1 is fed by tank T4. Tank T4 stands in hall 2. In which hall is the tank that feeds P1?"), has("2")],
    [user("Quill works for the press team. The press team is led by Rhea. Who leads the team of Quill? One word."), is("Rhea")],
    [
      system(
        "You are a concise assistant.",
        "Facts:\n- Ruko: colour green; weight 14 kg; shelf 3\n- Sabo: colour red; weight 11 kg; shelf 5\n- Timo: colour green; weight 19 kg; shelf 1\n\nQuestion: Which shelf holds the red item?",
      ),
      has("5"),
    ],
    [
      user(
        "Facts:\n- Ruko: colour green; weight 14 kg; shelf 3\n- Sabo: colour red; weight 11 kg; shelf 5\n- Timo: colour green; weight 19 kg; shelf 1\n\nHow many green items are there? Answer with a number only.",
      ),
      is("2"),
    ],
    [
      user(
        'Facts:\n- Ruko: colour green; weight 14 kg; shelf 3\n- Sabo: colour red; weight 11 kg; shelf 5\n- Timo: colour green; weight 19 kg; shelf 1\n\nWhat is the total weight of the green items? End with a line of the form "Weight: <number> kg".',
      ),
      matches(/Weight: 33 kg$/),
    ],
    [
      user(
        "Ruko: colour green; weight 14 kg\nSabo: colour red; weight 11 kg\nWhat is the height of Sabo, and what is its colour?",
      ),
      has("red"),
    ],
    [user("Team list: Ada (34), Bo (51), Cy (20), Dee (47). Who is the youngest? Just the name."), is("Cy")],
    [
      user(
        "Team list: Ada (34), Bo (51), Cy (20), Dee (47). Give the names of everybody between 30 and 50, alphabetically, separated by commas, and nothing else.",
      ),
      matches(/^Ada, ?Dee$/),
    ],
    [
      user("Item | Qty | Price\nScrews | 12 | 3\nNails | 40 | 2\nBolts | 7 | 5\n\nWhat is the price of bolts? Number only."),
      is("5"),
    ],
    [
      user(
        '| id | status | owner |\n| --- | --- | --- |\n| T-1 | open | Nils |\n| T-2 | closed | Oda |\n| T-3 | open | Oda |\n\nReturn JSON only: {"open": [ids of open tickets]}',
      ),
      isJson({ open: ["T-1", "T-3"] }),
    ],
    [
      user(
        "| id | status | owner |\n| --- | --- | --- |\n| T-1 | open | Nils |\n| T-2 | closed | Oda |\n| T-3 | open | Oda |\n\nWhich open ticket belongs to Oda? Only the id.",
      ),
      is("T-3"),
    ],
    [
      user("Mail came after lunch. The call came before lunch. The visit came after the mail. What came right after lunch?"),
      has("mail"),
    ],
    [
      user(
        "Order of tasks: washing comes before drying, drying comes before ironing. Does ironing come before washing? yes or no",
      ),
      matches(/^no/i),
    ],
    [
      user(
        "Ask: who owns the boat moored at pier 9?\nFacts: The boat Lark is moored at pier 9. The boat Finch is moored at pier 4. Olga owns the Lark. Per owns the Finch.",
      ),
      has("Olga"),
    ],
  ])("%j", (messages, isRight) => {
    const reply = replyTo(messages);
    expect(isRight(reply), reply).toBe(true);
  });
});
