/** Which document of a page has the article: a mail or a preview stands in a frame. */
import type { PageCalls } from '../../page/page-calls';
import type { ToolFailure } from '../../tool-contract/tool-results';
import type { KnownTab } from '../access/active-tab';
import type { Answered, PageScripts } from '../page/page-scripts';

type Found = Extract<PageCalls['article']['answer'], { ok: true }>;

/** With so many characters in whole sentences, the page itself is an article, whatever its frames show. */
const OWN_PROSE = 250;

/**
 * @param tab the title of its page is not taken for that of an article in a frame
 * @param isNext asks for a later part of the article that was found before
 * @returns the article of the page itself, or of the frame with the most running text if the page has none
 */
export async function pageArticle(
  pages: PageScripts,
  { id: tabId, title = '' }: KnownTab,
  isNext: boolean,
): Promise<Found | ToolFailure> {
  if (isNext) {
    const { answer } = await pages.one({ tabId }, 'article', { again: false });
    if (answer.ok) return answer;
    const [inFrame] = (await pages.all(tabId, 'article', { again: false })).filter(hasText);
    if (inFrame) return inFrame.answer;
  }
  const { answer: own } = await pages.one({ tabId }, 'article', { again: true });
  if (own.ok && own.prose >= OWN_PROSE) return own;
  const found = (
    await pages.all(tabId, 'article', { again: false }, { again: true, pageTitle: title })
  ).filter(hasText);
  const best = found.reduce<FoundIn | undefined>((a, b) => (a && rank(a) >= rank(b) ? a : b), undefined);
  if (!best) return own;
  // Only one of them can be lit, and has the next part.
  const others = found.filter((each) => each !== best);
  await Promise.allSettled(others.map((document) => pages.one(document, 'forget_article', {})));
  return best.answer;
}

type FoundIn = Answered<'article'> & { answer: Found };

const hasText = (each: Answered<'article'>): each is FoundIn => each.answer.ok;

/** Of as many sentences, the page itself comes first. */
const rank = ({ answer, path }: FoundIn): number => answer.prose + (path.length === 0 ? 0.5 : 0);
