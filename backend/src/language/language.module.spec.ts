import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { LanguageModule } from './language.module.js';
import { SpokenForms } from './spoken-forms.js';

describe(LanguageModule.name, () => {
  it('provides how names are said', async () => {
    const module = await Test.createTestingModule({ imports: [LanguageModule] }).compile();
    const sut = module.get(SpokenForms);
    expect(sut.formsOf('FAQ')).toEqual([{ words: ['f.', 'a.', 'q.'], written: 'FAQ', isWhole: true }]);
    const isWord = (word: string) => ['store', 'front'].includes(word);
    expect(sut.formsOf('Storefront', isWord)[0]!.words).toEqual(['store', 'front']);
    expect(sut.termOf('Add to cart – $5')).toBe('Add to cart');
    await module.close();
  });
});
