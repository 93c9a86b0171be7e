import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { anchorOf } from "@/components/docs/guide-links";
import { GUIDE_PAGES, type GuidePage, guidePath, POLICY_PAGE } from "@/components/docs/guide-pages";
import { headingsOf, Markdown } from "@/components/docs/markdown";
import { pictures, sourceOf } from "../source";

type Props = { params: Promise<{ page: string }> };

const PAGES: readonly GuidePage[] = [...GUIDE_PAGES, POLICY_PAGE];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await params;
  return { title: PAGES.find(({ name }) => name === page)?.title };
}

/** A page of the guide, from the same markdown that the repository has. */
export default async function GuideChapter({ params }: Props) {
  const { page: name } = await params;
  const page = PAGES.find((each) => each.name === name);
  if (page === undefined) notFound();
  const { text, folder } = sourceOf(page);
  return (
    <div className="flex min-w-0 grow gap-12 px-8 pt-6 pb-16 phone:px-gutter phone:pt-4">
      <article className="w-full max-w-180 min-w-0 text-14 leading-[22px]">
        <Markdown text={text} folder={folder} pictures={pictures()} />
        <Neighbours page={page} />
      </article>
      <OnThisPage headings={headingsOf(text)} />
    </div>
  );
}

function OnThisPage({ headings }: { headings: string[] }) {
  return (
    <nav aria-label="On this page" className="sticky top-16 hidden w-50 shrink-0 self-start pt-2 text-12 wide:block">
      <p className="pb-1.5 text-ink-3">On this page</p>
      <ul className="flex flex-col gap-1.5">
        {headings.map((heading) => (
          <li key={heading}>
            <a href={`#${anchorOf(heading)}`} className="text-ink-2 hover:text-ink-1 hover:underline">
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbours({ page }: { page: GuidePage }) {
  const place = GUIDE_PAGES.indexOf(page);
  if (place === -1) return null;
  const before = GUIDE_PAGES[place - 1];
  const after = GUIDE_PAGES[place + 1] ?? { title: "API reference", about: "Every operation, with its parameters and answers" };
  return (
    <nav aria-label="Next and previous page" className="mt-12 flex justify-between gap-6 border-line border-t pt-4">
      {before ? <Neighbour page={before} href={guidePath(before.name)} word="Previous" /> : <span />}
      <Neighbour page={after} href={"name" in after ? guidePath(after.name) : "/docs"} word="Next" end />
    </nav>
  );
}

type NeighbourProps = { page: { title: string; about: string }; href: string; word: string; end?: boolean };

function Neighbour({ page, href, word, end = false }: NeighbourProps) {
  return (
    <Link href={href} prefetch={false} className={end ? "group text-right" : "group"}>
      <span className="block text-12 text-ink-3">{word}</span>
      <span className="block font-medium group-hover:underline">{page.title}</span>
      <span className="block text-12 text-ink-2 phone:hidden">{page.about}</span>
    </Link>
  );
}
