import type { SystemClipboard } from './clipboard';

/**
 * The clipboard of a page that never has the focus, such as an offscreen document: `navigator.clipboard` refuses there, and the
 * old commands work with the permissions `clipboardRead` and `clipboardWrite`.
 */
export function documentClipboard(document: Document): SystemClipboard {
  const withField = <Result>(use: (field: HTMLTextAreaElement) => Result): Result => {
    const field = document.createElement('textarea');
    document.body.append(field);
    try {
      return use(field);
    } finally {
      field.remove();
    }
  };
  return {
    read: () =>
      withField((field) => {
        field.focus();
        return document.execCommand('paste') ? field.value : null;
      }),
    write: (text) =>
      withField((field) => {
        field.value = text;
        field.select();
        return document.execCommand('copy');
      }),
  };
}
