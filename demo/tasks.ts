import {
  above,
  agreement,
  arrival,
  balance,
  bullets,
  cheaper,
  claimed,
  column,
  fact,
  fields,
  limit,
  type Made,
  type Maker,
  moment,
  page,
  product,
  prose,
  sorted,
} from "./makers";
import { pick, type Random } from "./random";

/** A piece of work: what is asked, in which field, and how its result is checked. */
export type Errand = { field: Field } & Made;

/** Fields of work, and the words in which work of each is described. Agents that know a field list them as keywords. */
export const FIELDS = {
  finance: ["invoice", "ledger", "payment", "supplier", "account"],
  documents: ["form", "document", "field", "record", "sheet"],
  language: ["text", "note", "article", "reader", "editor"],
  operations: ["log", "incident", "gauge", "outage", "server"],
  software: ["release", "test", "table", "module", "build"],
  planning: ["schedule", "route", "meeting", "delivery", "driver"],
  research: ["research", "source", "offer", "market", "comparison"],
  support: ["customer", "refund", "order", "claim", "ticket"],
} as const satisfies Record<string, readonly string[]>;
export type Field = keyof typeof FIELDS;

/** What there is to do. Every opening says so in words of its field. */
const WORK: readonly (readonly [Field, Maker])[] = [
  ["finance", product("For the ledger, count the invoice pages of our supplier.", "folders", "invoices")],
  [
    "finance",
    column("These are the payments of each supplier account.", "account", "payment", ["North", "South", "East", "West"]),
  ],
  ["finance", agreement("Check the supplier invoice before payment.", "Order", "Invoice", "lamps")],
  ["finance", limit("This supplier is for the payment ledger.", "supplier")],
  ["finance", cheaper("Choose the account with the lower payment for a new supplier.", "Account")],
  ["finance", claimed("These are the payments of a supplier invoice.")],
  ["finance", balance("This is the ledger of a supplier account, by invoice.", "chairs")],
  ["documents", fields("This is a form sheet of document records.")],
  ["documents", fact("Look it up in the document record.", "form")],
  ["documents", above("These are the field counts of each document form.")],
  ["documents", sorted("Turn this form sheet into a record.", "field")],
  ["documents", column("This sheet lists the record of each form.", "form", "fields", ["A1", "B2", "C3", "D4"])],
  ["documents", agreement("Compare the two document records.", "Form", "Sheet", "fields")],
  ["language", prose("A text for our readers, as a note of the editor.", ["libraries", "bread", "winter mornings", "rivers"])],
  ["language", prose("An article text for the reader.", ["lighthouses", "tea", "chess", "bicycles"])],
  ["language", bullets("A short note for the editor of the article.", ["libraries", "rivers", "bread"])],
  ["language", bullets("A text in brief for the reader.", ["tea", "chess", "winter mornings"])],
  ["language", fact("The editor asks about an article.", "article")],
  ["language", page("The editor checks a note for the readers.")],
  ["language", sorted("The editor wants the note as a text table.", "reader")],
  ["operations", moment("This is the server log of the outage incident.", "checked gauge")],
  ["operations", moment("These are my log notes about the incident.", "called server")],
  [
    "operations",
    column("The log counts errors of each server in the incident.", "server", "errors", ["web", "mail", "cache", "queue"]),
  ],
  ["operations", above("The gauge of each server during the outage, from the log.")],
  ["operations", bullets("Write a log note for the incident of the server outage.", ["lighthouses", "rivers"])],
  ["operations", fact("Look up the gauge of the server in the log.", "server")],
  [
    "software",
    column("The test module reports failures of the build for each table.", "module", "failures", ["auth", "billing", "search"]),
  ],
  ["software", fields("This is the release table of the module build.")],
  ["software", fact("This is the release record of a module build.", "module")],
  ["software", sorted("Make a release table from the test build.", "module")],
  ["software", above("These are the test counts of each module in the release build.")],
  ["software", product("Count the test tables of the release build.", "modules", "tests")],
  ["planning", arrival("For the delivery schedule: a bus on route 7 with our driver")],
  ["planning", arrival("For the meeting schedule: the driver on the delivery route")],
  ["planning", product("Plan the delivery route of the driver.", "vans", "parcels")],
  ["planning", cheaper("Choose a delivery route for the schedule of our driver.", "Route")],
  ["planning", moment("This is the delivery schedule of my route.", "visited driver")],
  ["planning", page("Our driver wants to visit a museum on the delivery route.")],
  ["planning", above("The number of stops of each driver on the delivery route.")],
  ["research", cheaper("Do the market research on this offer and give a comparison.", "Club")],
  ["research", fact("Research the source of this offer.", "offer")],
  ["research", agreement("Make a comparison of the market offer with its source.", "Offer", "Bill", "lamps")],
  ["research", limit("This offer is for a market comparison.", "offer")],
  ["research", bullets("Sum up the market research with its source.", ["bicycles", "tea", "libraries"])],
  ["research", page("Research the offer of this source.")],
  ["research", fact("This source lists a market offer.", "offer")],
  ["research", column("The market research found offers of each source.", "source", "offers", ["fair", "press", "web"])],
  ["support", balance("A customer asks about the order on this claim ticket.", "lamps")],
  ["support", fields("This is the order of a customer with a refund claim.")],
  ["support", agreement("Check the refund of this customer ticket.", "Order", "Claim", "lamps")],
  ["support", fact("A customer asks about an order on a ticket.", "order")],
  ["support", page("A customer asks for a refund of the entry on a ticket.")],
  ["support", claimed("A customer adds up the orders of a claim.")],
  ["support", prose("Answer the customer who wrote a ticket about a refund.", ["bread", "tea"])],
  ["support", product("A customer asks about an order on a refund ticket.", "boxes", "cups")],
];

/** The next piece of work. */
export function errand(random: Random): Errand {
  const [field, make] = pick(random, WORK);
  return { field, ...make(random) };
}

/** One of each kind there is. */
export function everyErrand(random: Random): Errand[] {
  return WORK.map(([field, make]) => ({ field, ...make(random) }));
}
