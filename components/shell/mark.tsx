/** The product's mark: four bars of unequal height, a muster. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <path d="M1 15V9h3v6zM5.5 15V4h3v11zM10 15V7h3v8zM14.5 15V2h3v13z" fill="currentColor" />
    </svg>
  );
}
