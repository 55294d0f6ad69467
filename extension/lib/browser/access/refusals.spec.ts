import { describe, expect, it } from 'vitest';
import { FakeBrowser } from '../../testing/fake-browser';
import { DocumentGone, DocumentLeft, PlaceProblem } from '../browser-problem';
import { notAllowed, reasonOf, refusalOf } from './refusals';

describe(refusalOf.name, () => {
  it.each([
    ['No tab with id: 7.', /^The tab was closed/],
    ['Cannot access a chrome:// URL', /page of the browser itself/],
    ['Cannot access a chrome-extension:// URL of different extension', /belongs to an extension/],
    ['The extensions gallery cannot be scripted.', /browser's store/],
    ['Frame with ID 0 is showing error page', /could not be loaded/],
    [
      'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
      /Click its icon in the toolbar/,
    ],
    [
      'Cannot access contents of url "https://a.example/". Extension manifest must request permission to access this host.',
      /Click its icon in the toolbar/,
    ],
    ['Something new', /^The browser refused: Something new$/],
  ])('%s', (message, words) => expect(refusalOf(new Error(message)).message).toMatch(words));

  it('tells a document that was gone from one that went away during the call', () => {
    expect(refusalOf(new Error('No document with id A in tab with id 7'))).toBeInstanceOf(DocumentGone);
    expect(refusalOf(new Error('No document with id A in tab with id 7'))).not.toBeInstanceOf(DocumentLeft);
    expect(refusalOf(new Error('Frame with ID 3 was removed.'))).toBeInstanceOf(DocumentLeft);
  });

  it('names the place, and the permission that is missing', () => {
    expect(refusalOf(new Error('Cannot access a chrome:// URL'))).toBeInstanceOf(PlaceProblem);
    expect(notAllowed().needs).toBe('hosts');
  });
});

describe(reasonOf.name, () => {
  it.each([
    [
      'that may be a file',
      [],
      false,
      /^Earshot may not see this page yet.+If it is a file.+"Allow access to file URLs"/,
    ],
    ['that is no file', [], true, /in the side panel\.$/],
    [
      'that is not of a site',
      ['<all_urls>'],
      false,
      /^This is not the page of a website.+"Allow access to file URLs"/,
    ],
    [
      'that is neither of a site nor a file',
      ['<all_urls>'],
      true,
      /^Earshot may not read or use this page\. [^"]+$/,
    ],
  ])('says what to do about a page %s', async (_which, permissions, opensFiles, words) => {
    const fake = new FakeBrowser([]);
    fake.permissions = new Set(permissions);
    fake.opensFiles = opensFiles;
    expect((await reasonOf(notAllowed(), fake.tools.api)).message).toMatch(words);
  });
});
