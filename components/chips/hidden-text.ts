/** A stretch of text as it is, or a character that reorders or hides text, by its number. */
export type Piece = { text: string } | { hidden: string };

/**
 * Controls but tab and line feed; direction marks, overrides and isolates; zero-width and filler characters; tags.
 * A joiner between two pictures makes one emoji and stays.
 */
const HIDDEN =
  /(?:[^\P{C}\n\t\u200d]|(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f|[\u115f\u1160\u180e\u2028\u2029\u2800\u3164\uffa0])/gu;

/** Nearly all there is to show: nothing in it is hidden. */
const PLAIN = /^[ -~]*$/;

/** The text in pieces, so that what cannot be seen in it can be shown. Half characters are replaced. */
export function piecesOf(text: string): Piece[] {
  if (PLAIN.test(text)) return text === "" ? [] : [{ text }];
  const whole = text.toWellFormed().replace(/\r\n?/g, "\n");
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: character, index } of whole.matchAll(HIDDEN)) {
    if (index > from) pieces.push({ text: whole.slice(from, index) });
    pieces.push({ hidden: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}` });
    from = index + character.length;
  }
  if (from < whole.length) pieces.push({ text: whole.slice(from) });
  return pieces;
}

/** The text for where there is room for nothing but characters, as titles and labels: `pay [U+202E]gnp.exe`. */
export function visible(text: string): string {
  return PLAIN.test(text)
    ? text
    : piecesOf(text)
        .map((piece) => ("text" in piece ? piece.text : `[${piece.hidden}]`))
        .join("");
}

/** The beginning of a long text: at most so many characters and lines. Null where all of it fits. */
export function folded(text: string, characters: number, lines: number): string | null {
  const end = text.split("\n", lines + 1);
  const short = end.length > lines ? end.slice(0, lines).join("\n") : text;
  const cut = short.slice(0, characters);
  return cut.length < text.length ? cut.trimEnd() : null;
}
