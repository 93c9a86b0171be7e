import type { Finding, Request } from "../mind/request";
import { capitalised, mentions, NUMBER, numberOf, stem, wordsOf } from "../mind/text";

const pairs = (text: string): Map<string, string> =>
  new Map(text.split(";").map((pair) => pair.trim().split("=") as [string, string]));

const CAPITALS = pairs(
  "france=Paris;germany=Berlin;italy=Rome;spain=Madrid;portugal=Lisbon;austria=Vienna;switzerland=Bern;poland=Warsaw;norway=Oslo;sweden=Stockholm;finland=Helsinki;denmark=Copenhagen;iceland=Reykjavik;ireland=Dublin;the netherlands=Amsterdam;netherlands=Amsterdam;belgium=Brussels;luxembourg=Luxembourg;greece=Athens;turkey=Ankara;hungary=Budapest;czechia=Prague;the czech republic=Prague;slovakia=Bratislava;slovenia=Ljubljana;croatia=Zagreb;serbia=Belgrade;romania=Bucharest;bulgaria=Sofia;ukraine=Kyiv;russia=Moscow;estonia=Tallinn;latvia=Riga;lithuania=Vilnius;england=London;united kingdom=London;uk=London;scotland=Edinburgh;wales=Cardiff;united states=Washington, D.C.;usa=Washington, D.C.;canada=Ottawa;mexico=Mexico City;brazil=Brasilia;argentina=Buenos Aires;chile=Santiago;peru=Lima;colombia=Bogota;cuba=Havana;uruguay=Montevideo;ecuador=Quito;venezuela=Caracas;bolivia=Sucre;japan=Tokyo;china=Beijing;india=New Delhi;south korea=Seoul;thailand=Bangkok;vietnam=Hanoi;indonesia=Jakarta;philippines=Manila;malaysia=Kuala Lumpur;pakistan=Islamabad;nepal=Kathmandu;mongolia=Ulaanbaatar;iran=Tehran;iraq=Baghdad;israel=Jerusalem;egypt=Cairo;morocco=Rabat;algeria=Algiers;tunisia=Tunis;kenya=Nairobi;ethiopia=Addis Ababa;nigeria=Abuja;ghana=Accra;senegal=Dakar;australia=Canberra;new zealand=Wellington",
);
const SYMBOLS = pairs(
  "hydrogen=H;helium=He;lithium=Li;beryllium=Be;boron=B;carbon=C;nitrogen=N;oxygen=O;fluorine=F;neon=Ne;sodium=Na;magnesium=Mg;aluminium=Al;aluminum=Al;silicon=Si;phosphorus=P;sulfur=S;sulphur=S;chlorine=Cl;argon=Ar;potassium=K;calcium=Ca;titanium=Ti;chromium=Cr;manganese=Mn;iron=Fe;cobalt=Co;nickel=Ni;copper=Cu;zinc=Zn;bromine=Br;silver=Ag;tin=Sn;iodine=I;tungsten=W;platinum=Pt;gold=Au;mercury=Hg;lead=Pb;uranium=U;water=H2O;carbon dioxide=CO2;table salt=NaCl",
);
const CURRENCIES = pairs(
  "japan=yen;united kingdom=pound sterling;uk=pound sterling;united states=US dollar;usa=US dollar;switzerland=Swiss franc;germany=euro;france=euro;italy=euro;spain=euro;india=Indian rupee;china=yuan;sweden=Swedish krona;norway=Norwegian krone;denmark=Danish krone;poland=zloty;russia=ruble;mexico=peso;brazil=real;turkey=lira",
);
const OPPOSITES = pairs(
  "hot=cold;big=small;large=small;tall=short;fast=slow;early=late;open=closed;full=empty;day=night;up=down;left=right;light=dark;heavy=light;high=low;old=new;young=old;wet=dry;rich=poor;strong=weak;hard=soft;near=far;true=false;black=white;north=south;east=west;happy=sad;loud=quiet;in=out;wide=narrow;deep=shallow;thick=thin;first=last;buy=sell;win=lose;clean=dirty;begin=end;start=stop",
);
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Questions with one answer that every school book gives. */
const BOOK: readonly [RegExp, string][] = [
  [/days (?:are )?(?:there )?in (?:a|one) leap year/i, "366"],
  [/days (?:are )?(?:there )?in (?:a|one|the) (?:normal |common )?year/i, "365"],
  [/days (?:are )?(?:there )?in (?:a|one|the) week|days does (?:a|one) week/i, "7"],
  [/months (?:are )?(?:there )?in (?:a|one|the) year/i, "12"],
  [/weeks (?:are )?(?:there )?in (?:a|one|the) year/i, "52"],
  [/hours (?:are )?(?:there )?in (?:a|one) day|hours does (?:a|one) day/i, "24"],
  [/hours (?:are )?(?:there )?in (?:a|one) week/i, "168"],
  [/minutes (?:are )?(?:there )?in (?:an|one) hour|minutes does an hour/i, "60"],
  [/minutes (?:are )?(?:there )?in (?:a|one) day/i, "1440"],
  [/seconds (?:are )?(?:there )?in (?:a|one) minute/i, "60"],
  [/seconds (?:are )?(?:there )?in (?:an|one) hour/i, "3600"],
  [/legs (?:does|do|has|have)? ?(?:a |an )?spiders?|spiders? (?:has|have)\b/i, "8"],
  [/(?:arms|tentacles|legs) (?:does|do)? ?(?:an? )?octopus/i, "8"],
  [/legs (?:does|do) (?:an? )?(?:insects?|ants?|bees?|beetles?|fl(?:y|ies))/i, "6"],
  [/legs (?:does|do) (?:an? )?(?:dogs?|cats?|horses?|cows?|sheep|tables?)/i, "4"],
  [/planets (?:are )?(?:there )?in (?:the|our) solar system/i, "8"],
  [/continents/i, "7"],
  [/letters (?:are )?(?:there )?(?:in|does) the (?:english |latin )?alphabet/i, "26"],
  [/vowels (?:are )?(?:there )?in (?:the )?(?:english )?alphabet/i, "5"],
  [/sides (?:does|has|of)? ?(?:an? )?triangle/i, "3"],
  [/sides (?:does|has|of)? ?(?:an? )?(?:square|rectangle)/i, "4"],
  [/sides (?:does|has|of)? ?(?:an? )?pentagon/i, "5"],
  [/sides (?:does|has|of)? ?(?:an? )?hexagon/i, "6"],
  [/sides (?:does|has|of)? ?(?:an? )?octagon/i, "8"],
  [/strings (?:does|has|on)? ?(?:an? )?violin/i, "4"],
  [/strings (?:does|has|on)? ?(?:an? )?(?:\w+ )?guitar/i, "6"],
  [/players .{0,30}(?:football|soccer) team/i, "11"],
  [/squares .{0,20}chess/i, "64"],
  [/(?:temperature.*)?water (?:starts to )?boils?|boiling point of water/i, "100 °C"],
  [/(?:temperature.*)?water (?:starts to )?freezes?|freezing point of water/i, "0 °C"],
  [/largest planet|biggest planet/i, "Jupiter"],
  [/smallest planet/i, "Mercury"],
  [/(?:closest|nearest) (?:planet )?to the sun/i, "Mercury"],
  [/red planet/i, "Mars"],
  [/largest ocean|biggest ocean/i, "Pacific Ocean"],
  [/largest (?:continent)|biggest continent/i, "Asia"],
  [/highest mountain|tallest mountain/i, "Mount Everest"],
  [/(?:wrote|author of) (?:the play )?["“']?(?:Hamlet|Macbeth|Romeo and Juliet|Othello|King Lear)/i, "William Shakespeare"],
  [/(?:wrote|author of) ["“']?(?:Faust)/i, "Johann Wolfgang von Goethe"],
  [/(?:wrote|author of) ["“']?(?:Don Quixote)/i, "Miguel de Cervantes"],
  [/(?:wrote|author of) ["“']?(?:War and Peace|Anna Karenina)/i, "Leo Tolstoy"],
  [/painted (?:the )?["“']?Mona Lisa/i, "Leonardo da Vinci"],
  [/theory of (?:general )?relativity/i, "Albert Einstein"],
  [/first (?:person|man|human) (?:to walk |to set foot )?on the moon/i, "Neil Armstrong"],
  [/square root of 144/i, "12"],
  [/square root of 81/i, "9"],
  [/speed of light/i, "about 300,000 km per second"],
  [
    /(?:colou?r).*(?:mix|mixing).*(?:blue and yellow|yellow and blue)|(?:blue and yellow|yellow and blue) (?:make|give)/i,
    "green",
  ],
  [/(?:red and yellow|yellow and red)/i, "orange"],
  [/(?:red and blue|blue and red)/i, "purple"],
  [/gas .{0,40}plants (?:absorb|take)/i, "carbon dioxide"],
  [/young (?:dog|of a dog)|baby dog/i, "puppy"],
  [/frozen water/i, "ice"],
  [/bees (?:make|produce)/i, "honey"],
  [/year did (?:the )?(?:second world war|world war (?:two|2|ii)) end/i, "1945"],
  [/year did (?:the )?(?:first world war|world war (?:one|1|i)) (?:start|begin)/i, "1914"],
  [/berlin wall fall|fall of the berlin wall/i, "1989"],
];

/** What everybody knows, and nothing more. */
export function recall({ question, task }: Request): Finding | undefined {
  const asked = /\?/.test(question) ? question : task;
  const country = (book: Map<string, string>) =>
    [...book.keys()].toSorted((a, b) => b.length - a.length).find((name) => mentions(asked, name));
  const place = country(CAPITALS);
  if (/\bcapital\b/i.test(asked) && !/capital letters?/i.test(asked)) {
    if (!place) return inverse(asked, CAPITALS, "is the capital of");
    const capital = CAPITALS.get(place) as string;
    const claimed =
      /\b([\p{Lu}][\p{L}]+) (?:is |was |became |be )?(?:considered |chosen as |made |called )?the capital|why (?:is|was|did) ([\p{Lu}][\p{L}]+)/u.exec(
        asked,
      );
    const claim = claimed?.[1] ?? claimed?.[2];
    if (claim && !capital.includes(claim) && !/^(?:what|which|why|is)$/i.test(claim) && claim.toLowerCase() !== place)
      return found(capital, `That is not right: ${claim} is not the capital of ${capitalised(place)}; ${capital} is.`);
    if (/^\s*is\b/i.test(asked))
      return /\b[Ii]s ([\p{Lu}][\p{L}. ,]+?) the capital/u.exec(asked)?.[1] === capital
        ? found("yes", `Yes, ${capital} is the capital.`)
        : found("no", `No, the capital of ${capitalised(place)} is ${capital}.`);
    return found(capital, `The capital of ${capitalised(place)} is ${capital}.`);
  }
  const element = country(SYMBOLS);
  if (/\b(?:chemical )?(?:symbol|formula)\b/i.test(asked))
    return element
      ? found(SYMBOLS.get(element) as string, `The symbol of ${element} is ${SYMBOLS.get(element)}.`)
      : symbolOf(asked);
  const land = country(CURRENCIES);
  if (/\bcurrency\b/i.test(asked) && land)
    return found(CURRENCIES.get(land) as string, `The currency is the ${CURRENCIES.get(land)}.`);
  const opposite = /\b(?:opposite|antonym) of (?:the word )?["“'`]?(\w+)/i.exec(asked)?.[1]?.toLowerCase();
  if (opposite && OPPOSITES.has(opposite))
    return found(OPPOSITES.get(opposite) as string, `The opposite of ${opposite} is ${OPPOSITES.get(opposite)}.`);
  const day = neighbour(asked, DAYS) ?? neighbour(asked, MONTHS);
  if (day) return found(day, `It is ${day}.`);
  const month = MONTHS.find((name) => mentions(asked, name));
  if (month && /\bhow many days\b/i.test(asked))
    return found(
      month === "February" ? "28" : /April|June|September|November/.test(month) ? "30" : "31",
      `${month} has that many days.`,
    );
  const sides = sidesIn(asked);
  if (sides) return sides;
  const command = commandFor(asked);
  if (command) return command;
  const entry = BOOK.find(([pattern]) => pattern.test(asked));
  return entry && found(entry[1], `It is ${entry[1]}.`);
}

const found = (short: string, sentence: string): Finding => ({ kind: "stated", short, sentence });

const SIDES = pairs(
  "triangle=3;square=4;rectangle=4;rhombus=4;pentagon=5;hexagon=6;heptagon=7;octagon=8;nonagon=9;decagon=10;dodecagon=12",
);

/** "How many sides do 3 hexagons have?" */
function sidesIn(asked: string): Finding | undefined {
  if (!/\bhow many (?:sides|corners|edges|angles)\b/i.test(asked)) return undefined;
  const shape = [...SIDES.keys()].find((name) => new RegExp(`\\b${name}s?\\b`, "i").test(asked));
  const several = new RegExp(`\\b(${NUMBER}) (?:\\w+ ){0,2}?${shape}s\\b`, "i").exec(asked)?.[1];
  if (shape === undefined) return undefined;
  const count = Number(SIDES.get(shape)) * (several === undefined ? 1 : numberOf(several));
  return found(String(count), `It is ${count}.`);
}

const COMMANDS: readonly [RegExp, string][] = [
  [/\b(?:kill|stop|end|terminate)\b.{0,30}\bprocess\b.{0,20}?\b(\d{2,})\b/i, "kill $1"],
  [/\b(?:kill|stop|end|terminate)\b.{0,40}\bprocess\b/i, "kill PID, where PID is the number that ps shows"],
  [/\b(?:free|used) (?:disk )?space\b.{0,30}\b(?:linux|unix|shell)\b/i, "df -h"],
  [/\blist\b.{0,20}\bfiles\b.{0,30}\b(?:linux|unix|shell)\b/i, "ls -l"],
];

/** The everyday commands of a shell. */
function commandFor(asked: string): Finding | undefined {
  const entry = /\b(?:linux|unix|shell|terminal|command)\b/i.test(asked)
    ? COMMANDS.find(([pattern]) => pattern.test(asked))
    : undefined;
  if (!entry) return undefined;
  const command = entry[1].replace("$1", entry[0].exec(asked)?.[1] ?? "");
  return { ...found(command, `Use this command to end or look at it, the process or files you mean: ${command}`), kind: "words" };
}

/** "Paris is the capital of which country?" */
function inverse(asked: string, book: Map<string, string>, relation: string): Finding | undefined {
  const entry = [...book].find(([, value]) => mentions(asked, value));
  return entry && /\bwhich country|what country|of what\b/i.test(asked)
    ? found(capitalised(entry[0]), `${entry[1]} ${relation} ${capitalised(entry[0])}.`)
    : undefined;
}

function symbolOf(asked: string): Finding | undefined {
  const symbol = /\bsymbol ["“'`]?([A-Z][a-z]?)\b/.exec(asked)?.[1];
  const entry = [...SYMBOLS].find(([, value]) => value === symbol);
  return entry && found(entry[0], `${entry[1]} stands for ${entry[0]}.`);
}

/** The day or month before or after one that is named; the n-th of them. */
function neighbour(asked: string, names: readonly string[]): string | undefined {
  const at = names.findIndex((name) => mentions(asked, name));
  const nth = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
  ].findIndex((word) => mentions(asked, word));
  const unit = names.length === 7 ? "day" : "month";
  const offers = wordsOf(asked).map(stem).includes(unit);
  if (at >= 0 && /\b(?:after|follows|following|next)\b/i.test(asked) && (offers || /\bwhat\b/i.test(asked)))
    return names[(at + 1) % names.length];
  if (at >= 0 && /\b(?:before|precedes|preceding|previous)\b/i.test(asked) && (offers || /\bwhat\b/i.test(asked)))
    return names[(at + names.length - 1) % names.length];
  if (at < 0 && nth >= 0 && offers && /\bof the (?:year|week)\b/i.test(asked)) return names[nth];
  return undefined;
}
