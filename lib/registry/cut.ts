/** A text from outside, at most `most` characters long; what is left out shows as an ellipsis. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
