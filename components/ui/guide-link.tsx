import Link from "next/link";

/** A quiet way from where one wonders to the page of the guide that answers: `page` with its anchor, `children` in a few words. */
export function GuideLink({ page, children }: { page: string; children: string }) {
  return (
    <Link href={`/docs/guide/${page}`} prefetch={false} className="link">
      {children}
    </Link>
  );
}
