import { SpokenForms, type SpokenForm } from '../../spoken-forms.js';
import { spokenForms } from '../spoken-forms.js';
import { writtenTerm } from './written-term.js';

export class EnglishSpokenForms extends SpokenForms {
  override formsOf(name: string, isWord?: (word: string) => boolean): SpokenForm[] {
    return spokenForms(name, isWord);
  }

  override termOf(name: string): string {
    return writtenTerm(name);
  }
}
