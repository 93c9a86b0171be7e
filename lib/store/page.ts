/** What the rows of a page may weigh together, in UTF-16 units of their texts: to answer more would hold up everybody else. */
const HEAVIEST_PAGE = 2_000_000;

/** Up to `limit` rows, fewer where they are heavy; the first is always among them. `more`: not all that were given. */
export function pageOfRows<Row>(
  rows: Iterable<Row>,
  limit: number,
  weigh: (row: Row) => number,
): { items: Row[]; more: boolean } {
  const items: Row[] = [];
  let weight = 0;
  for (const row of rows) {
    weight += weigh(row);
    if (items.length === limit || (items.length > 0 && weight > HEAVIEST_PAGE)) return { items, more: true };
    items.push(row);
  }
  return { items, more: false };
}
