import type { DictationBoard } from '../dictation/dictation-board';
import type { PageCallName, PageCalls } from '../page-calls';
import type { ArticleReader } from '../article/article-reader';
import type { NumberBoard } from '../hints/number-board';
import type { PhraseWatch } from '../phrases/phrase-watch';
import type { RefRegistry } from '../refs';

/** What the calls of one document share. */
export interface PageState {
  refs: RefRegistry;
  article: ArticleReader;
  numbers: NumberBoard;
  phrases: PhraseWatch;
  dictation: DictationBoard;
}

export type PageAnswer<Name extends PageCallName = PageCallName> = PageCalls[Name]['answer'];

export type PageHandlers = {
  [Name in PageCallName]: (
    args: PageCalls[Name]['args'],
    page: PageState,
  ) => PageAnswer<Name> | Promise<PageAnswer<Name>>;
};
