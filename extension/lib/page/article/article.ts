/** The article of a page, with the place of each word. */
import { Readability } from '@mozilla/readability';
import { joined, type PageText } from '../page-text/page-text';
import { textBlocks } from '../page-text/text-blocks';
import { frontOf } from './front';
import { mainText } from './main-text';
import { isNote, withoutCitations } from './notes';
import { originalTexts, readableCopy } from './readable-copy';
import { titleOf } from './title';

export interface Article {
  title: string;
  /** Paragraphs, headings and list items, with an empty line between them. */
  content: PageText;
  /** How many characters of it stand in paragraphs of whole sentences, which lists and controls have none of. */
  prose: number;
}

const BETWEEN_BLOCKS = '\n\n';

/** Readability takes seconds for more, and an article has less. */
const MAX_ELEMENTS = 15_000;

/** Less is a caption or a notice rather than an article. */
const MIN_ARTICLE = 250;

/** A shorter line is a label. */
const MIN_PARAGRAPH = 60;
const SENTENCE_END = /[.!?…:。！？]["'”’»)\]]*$/;

/**
 * @param pageTitle the title of the whole page, if this document is a frame's
 * @returns the article that the document shows; its main text if it is none; null if there is no text
 */
export function findArticle(pageTitle?: string): Article | null {
  const root = frontOf();
  const found = root.getElementsByTagName('*').length > MAX_ELEMENTS ? null : readable(root);
  const long = found && lengthOf(found.blocks) >= MIN_ARTICLE;
  const blocks = long ? found.blocks : firstWithText(mainText(root), found?.blocks);
  const read = blocks.map(withoutCitations).filter(({ text }) => /\S/.test(text));
  const title = titleOf(root, { first: read[0]?.text ?? '', found: found?.title, pageTitle });
  // The title is returned beside the text.
  if (read.length > 1 && read[0]!.text === title) read.shift();
  if (read.length === 0) return null;
  const paragraphs = read.filter(
    ({ text }) => text.length >= MIN_PARAGRAPH && SENTENCE_END.test(text.trimEnd()),
  );
  return { title, content: joined(read, BETWEEN_BLOCKS), prose: lengthOf(paragraphs) };
}

function readable(root: Element): { title?: string; blocks: PageText[] } | null {
  const copy = readableCopy(root);
  const result = new Readability<Element>(copy.document, { serializer: (node) => node as Element }).parse();
  if (!result?.content) return null;
  const texts = originalTexts(result.content, copy);
  const blocks = textBlocks(root, {
    skips: isNote,
    keeps: (text) => texts.has(text) || !/\S/.test(text.data),
  });
  return { title: result.title ?? undefined, blocks };
}

const lengthOf = (blocks: readonly PageText[]) => blocks.reduce((sum, { text }) => sum + text.length, 0);

const firstWithText = (...texts: (readonly PageText[] | undefined)[]) =>
  texts.find((blocks) => blocks && blocks.length > 0) ?? [];
