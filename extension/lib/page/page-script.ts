import { DictationBoard } from './dictation/dictation-board';
import { failure, type ToolFailure } from '../tool-contract/tool-results';
import { BUILD_ID } from '../version/build-id';
import { ArticleReader } from './article/article-reader';
import { NumberBoard } from './hints/number-board';
import { handlers } from './handlers/table';
import type { PageAnswer } from './handlers/page-handlers';
import type { PageCall } from './page-calls';
import { PhraseWatch } from './phrases/phrase-watch';
import { sendPhrases } from './phrases/send-phrases';
import { RefRegistry } from './refs';
import { watchCaret } from './text/caret';

/** What the worker finds in each document's isolated world. */
export interface PageScript {
  /** An extension that was reloaded finds the script of its former build. */
  readonly build: string;
  /** @returns JSON; a call that fails unexpectedly answers with a failure */
  run(call: PageCall): Promise<PageAnswer | ToolFailure>;
}

declare global {
  var __earshotPage: PageScript | undefined;
}

/** Sets up the script of this document, unless it is there already. */
export function installPageScript(): void {
  if (globalThis.__earshotPage?.build === BUILD_ID) return;
  const refs = new RefRegistry();
  watchCaret();
  const page = {
    refs,
    article: new ArticleReader(),
    numbers: new NumberBoard(refs),
    phrases: new PhraseWatch(sendPhrases),
    dictation: new DictationBoard(refs),
  };
  globalThis.__earshotPage = {
    build: BUILD_ID,
    async run({ name, args }) {
      const handler = handlers[name] as (args: object, given: typeof page) => unknown;
      try {
        return (await handler(args, page)) as PageAnswer;
      } catch (error) {
        return failure(
          `The page could not be used: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}
