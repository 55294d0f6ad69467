import { Global, Module } from '@nestjs/common';
import { EnglishSpokenForms } from './en/spoken/english-spoken-forms.js';
import { SpokenForms } from './spoken-forms.js';

/** The language that is spoken: another one takes the place of these classes. */
@Global()
@Module({
  providers: [{ provide: SpokenForms, useClass: EnglishSpokenForms }],
  exports: [SpokenForms],
})
export class LanguageModule {}
