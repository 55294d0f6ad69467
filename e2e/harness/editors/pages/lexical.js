import { registerHistory, createEmptyHistoryState } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';

const box = document.getElementById('editor');
box.contentEditable = 'true';
const editor = createEditor({
  namespace: 'bench',
  onError: (error) => {
    throw error;
  },
});
editor.setRootElement(box);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);

window.editor = {
  text: () =>
    editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .map((paragraph) => paragraph.getTextContent())
        .join('\n'),
    ),
  reset: (text) =>
    new Promise((resolve) => {
      const fill = () => {
        const paragraph = $createParagraphNode();
        if (text) paragraph.append($createTextNode(text));
        $getRoot().clear().append(paragraph);
        paragraph.selectEnd();
      };
      editor.update(fill, { onUpdate: resolve, tag: 'history-merge' });
    }),
};
