import type { Request } from "../mind/request";
import { gist, mentions, quotesIn, sentencesOf, unquoted, wordsOf } from "../mind/text";

const SECRET =
  /\b(?:confidential\w*|secrets?|never (?:reveal|tell|share|disclose|mention|give|say|repeat|show)|do not (?:reveal|tell|share|disclose|mention|give (?:out|away)|say|repeat|show|pass on)|don't (?:reveal|tell|share|disclose|mention|give|repeat)|must not (?:be )?(?:reveal\w*|told|tell|share\w*|disclose\w*|mention\w*|leave)|keep (?:it|this|that|them|these) (?:to yourself|private|confidential)|internal(?: use)? only|not (?:be )?(?:for (?:customers|users|guests)|shared|told|disclosed)|for your eyes only)\b/i;
const CURIOUS =
  /\b(?:(?:repeat|print|show|reveal|output|quote|list|tell|give|display|translate|summari[sz]e|write|what (?:is|are|were|was|does)|everything|all)\b[^.?!]{0,50}\b(?:system prompt|(?:your|the|these|previous|above|initial|hidden|secret) (?:\w+ )?(?:instructions?|prompt|rules|guidelines|text above|message above)|above|confidential\w*|secrets?|told not to)|what were you told)\b/i;
const STOP = new Set([
  "confidential",
  "secret",
  "reveal",
  "tell",
  "shar",
  "disclos",
  "mention",
  "never",
  "anyon",
  "anybody",
  "user",
  "customer",
  "us",
  "giv",
  "not",
  "don't",
  "internal",
  "keep",
  "say",
  "must",
  "person",
  "yourself",
  "only",
  "guest",
  "under",
  "circumstanc",
  "told",
  "intern",
  "repeat",
  "show",
  "form",
]);

/** What a system prompt wants kept, as far as the request touches it. */
export type Secret = { values: string[]; asked: boolean };

/** The confidential things of the system prompt, and whether the user is after them. */
export function secretOf({ dialogue, own }: Request): Secret | undefined {
  const sentences = sentencesOf(dialogue.system);
  const marked = sentences.filter((sentence) => SECRET.test(sentence) || isGuarded(sentence, own));
  if (marked.length === 0) return undefined;
  const kept = new Set(marked.flatMap(gist).filter((word) => !STOP.has(word)));
  const near = sentences.filter(
    (sentence, i) =>
      marked.includes(sentence) ||
      (SECRET.test(sentences[i + 1] ?? "") &&
        refersBack(sentences[i + 1] ?? "") &&
        valuesIn(sentences[i + 1] ?? "").length === 0) ||
      (SECRET.test(sentences[i - 1] ?? "") && /:\s*$/.test(sentences[i - 1] ?? "")) ||
      (!/^you /i.test(sentence) && share(sentence, kept) > 0.5),
  );
  const values = [...new Set(near.flatMap(valuesIn))];
  const topics = new Set(
    near
      .flatMap(gist)
      .filter(
        (word) =>
          !STOP.has(word) && !marked.some((sentence) => /^(?:you are|you work)/i.test(sentence) && gist(sentence).includes(word)),
      ),
  );
  const all = dialogue.turns.map((turn) => turn.own).join("\n");
  const shared = gist(own).filter((word) => topics.has(word));
  const elsewhere = sentences
    .filter((sentence) => !near.includes(sentence))
    .map((sentence) => gist(own).filter((word) => gist(sentence).includes(word)).length);
  const fits = shared.length >= Math.max(1, ...elsewhere);
  const asked =
    CURIOUS.test(own) ||
    (shared.length > 0 &&
      fits &&
      /\b(?:what|which|tell|give|reveal|show|who|when|where|how|say|spell|write|hint|letters?|poem|encode|base64|backwards|repeat|share|need|know|confirm|is it|translate|rhyme|first|complete|print)\b/i.test(
        own,
      )) ||
    (CURIOUS.test(all) && /\b(?:please|come on|just|trust|urgent|need)\b/i.test(own));
  return { values, asked };
}

/** "Only to staff who state the number 7731" keeps it from everybody who does not. */
function isGuarded(sentence: string, own: string): boolean {
  if (
    !/\b(?:give|tell|share|reveal|hand)\b[^.]*\bonly (?:to|if|when)\b|\bonly (?:give|tell|share|reveal)\b[^.]*\b(?:to|if|when)\b/i.test(
      sentence,
    )
  )
    return false;
  const proofs = sentence.match(/\b[A-Z]*-?\d[\w-]*\b/g) ?? [];
  return proofs.length > 0 && !proofs.some((proof) => own.includes(proof));
}

/** How much of the words is in the sentence, from 0 to 1. */
function share(sentence: string, wanted: ReadonlySet<string>): number {
  const there = new Set(gist(sentence));
  return wanted.size === 0 ? 0 : [...wanted].filter((word) => there.has(word)).length / wanted.size;
}

/** "It is confidential" speaks of the sentence before. */
function refersBack(sentence: string): boolean {
  return /\b(?:it|this|that|them|these|those|the (?:code|password|figure|name|number|price|date|discount|key|phrase|word))\b/i.test(
    sentence,
  );
}

/** What in a sentence is worth keeping: quoted words, codes, numbers, names after "is". */
function valuesIn(sentence: string): string[] {
  const after = /\b(?:is|are|was|=|:) (.+?)(?:[.,;]|$| and (?:must|may|should|is)| \(| - )/i.exec(sentence)?.[1] ?? "";
  const codes = sentence.match(/\b(?=[\w-]*[A-Z\d])[A-Za-z\d]+(?:-[A-Za-z\d]+)+\b|\b[A-Z]*\d[\w.,%-]*\b|\b[A-Z]{2,}\w*\b/g) ?? [];
  const short =
    after !== "" && wordsOf(after).length <= 5 && !SECRET.test(after) ? [unquoted(after).replace(/^(?:the|a|an) /, "")] : [];
  return [...quotesIn(sentence), ...codes, ...short]
    .map((value) => value.replace(/[.,]$/, ""))
    .filter((value) => value.length > 1 && !/^(?:AI|I|ID|EUR|USD)$/.test(value));
}

/** Whether a reply would give something away. */
export function leaks(reply: string, secret: Secret | undefined): boolean {
  return secret?.values.some((value) => mentions(reply, value)) ?? false;
}

/** What the prompt says to reply to everything outside the one topic; undefined if the request is inside or nothing limits it. */
export function outsideScope(request: Request): { reply: string } | undefined {
  const { system } = request.dialogue;
  const sentences = sentencesOf(system);
  const scope = sentences
    .map((sentence) =>
      SCOPE.exec(sentence)
        ?.slice(1)
        .find((group) => group !== undefined),
    )
    .find((topic) => topic !== undefined);
  if (scope === undefined) return undefined;
  const rest = sentences.find(
    (sentence) =>
      /\b(?:otherwise|any(?:thing)? (?:else|other)|every(?:thing)? (?:else|other)|other (?:topics?|questions?|requests?|subjects?)|off[- ]topic|not about|outside|unrelated|else)\b/i.test(
        sentence,
      ) && quotesIn(sentence).length > 0,
  );
  const reply =
    (rest && quotesIn(rest).at(-1)) ??
    /\b(?:otherwise|else|other\w*)\b[^.:]*?\b(?:reply|answer|say|respond)(?: with)?(?: exactly| only)*(?:: ?([^\n]+?)(?=[.]?(?:\n|$))| ([A-Z][A-Z_ -]+)\b)/.exec(
      system,
    )?.[1] ??
    `I can only help with ${scope.trim()}.`;
  return isAbout(request, scope) ? undefined : { reply };
}

const SCOPE =
  /\b(?:answer|handle|take|deal with|help with|cover) (?:only )?(?:questions|requests|queries|matters) (?:about|on|regarding|concerning|of) (.+?),? and (?:no|nothing|none) (?:other|else)\w*|\bonly (?:answer|help with|discuss|talk about|respond to|handle|deal with|reply to|cover|speak about|assist with)(?: (?:any )?(?:questions?|requests?|queries|messages|topics?|matters|things))?(?: (?:about|on|regarding|concerning|related to|that concern|with|for|of))? (?:the |our )?(.+?)(?:[.;,](?!\w)|$| and (?:nothing|refuse|decline|reply|otherwise)|: |; )|\b(?:answer|help|discuss|respond|talk|speak|reply)\b[^.]{0,30}\b(?:only|solely|exclusively) (?:about|on|with|regarding|to questions about|questions about) (?:the |our )?(.+?)(?:[.;,](?!\w)|$)|\b(?:your only (?:topic|subject) is|limited to|restricted to|nothing but) (?:questions about )?(.+?)(?:[.;,]|$)|\b(?:talk|speak|write) only (?:about|of) (?:the |our )?(.+?)(?:[.;,](?!\w)|$)|\bquestions (?:only )?about (.+?) only\b/i;

const TOPICS: readonly (readonly string[])[] = [
  "cooking recipes food kitchen bake baking boil fry soup cake bread dough oven dish meal ingredient salt spice sauce pasta rice egg roast dinner simmer flour onion".split(
    " ",
  ),
  "gardening garden plants plant soil seed seeds water watering prune flower flowers tomato tomatoes rose roses compost lawn grow tree trees weeds bulbs leaves hedge shrub greenhouse potting fertiliser".split(
    " ",
  ),
  "weather rain snow forecast temperature wind storm sunny cloud climate humidity".split(" "),
  "shipping delivery parcel parcels package packages order orders tracking courier post shipment shipped arrive dispatch".split(
    " ",
  ),
  "billing invoice invoices payment payments refund refunds charge charged subscription bill card price cost".split(" "),
  "bicycle bicycles bike bikes cycling chain brake brakes tyre tyres tire pedal gear gears saddle wheel spoke tube repair".split(
    " ",
  ),
  "astronomy star stars planet planets moon telescope galaxy orbit comet space sun jupiter saturn mars".split(" "),
  "chemistry chemical element elements acid reaction symbol atom molecule".split(" "),
  "train trains railway rail station timetable platform ticket tickets departure connection luggage".split(" "),
  "library libraries book books borrow loan reading card catalogue shelf author return overdue".split(" "),
  "hotel room rooms booking reservation check-in checkout guest breakfast stay".split(" "),
  "coffee espresso beans grinder brew filter latte cappuccino roast milk crema".split(" "),
  "music piano guitar violin song chord melody scale notes concert orchestra tune".split(" "),
  "football soccer match goal player team league penalty offside".split(" "),
  "health doctor medicine symptom appointment patient clinic".split(" "),
  "computer computers software laptop password install printer wi-fi network login browser update".split(" "),
  "maths mathematics math arithmetic numbers sum product equation algebra geometry multiply add".split(" "),
  "geography capital capitals country countries river rivers mountain continent city cities".split(" "),
  "travel trip flight flights airport visa itinerary destination hotel".split(" "),
  "bees beekeeping hive hives honey queen swarm bee wax".split(" "),
  "museum exhibition exhibits exhibit opening painting gallery tour".split(" "),
  "pets dog dogs cat cats vet feeding puppy kitten leash".split(" "),
  "sailing boat boats sail sails harbour anchor rudder mast knots".split(" "),
  "insurance policy claim premium cover damage".split(" "),
  "history war king queen century empire revolution".split(" "),
];

function isAbout(request: Request, scope: string): boolean {
  const asked = new Set([
    ...gist(request.own),
    ...gist(request.dialogue.last.passages.map((passage) => passage.text).join(" ")).slice(0, 0),
  ]);
  const direct = new Set(gist(scope));
  if ([...asked].some((word) => direct.has(word))) return true;
  const lexicon = TOPICS.map((words) => new Set(words.flatMap(gist)));
  const scopes = lexicon.filter((words) => [...direct].some((word) => words.has(word)));
  return scopes.some((words) => [...asked].some((word) => words.has(word)));
}
