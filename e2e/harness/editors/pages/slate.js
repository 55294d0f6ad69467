import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

const slate = withHistory(withReact(createEditor()));

function undoOnKey(event) {
  if (!event.ctrlKey || event.key !== 'z') return;
  event.preventDefault();
  slate.undo();
}

const editable = createElement(Editable, { onKeyDown: undoOnKey, placeholder: 'Write here' });
const initialValue = [{ type: 'paragraph', children: [{ text: '' }] }];
createRoot(document.getElementById('editor')).render(
  createElement(Slate, { editor: slate, initialValue }, editable),
);

window.editor = {
  text: () => slate.children.map((node) => Node.string(node)).join('\n'),
  reset(text) {
    while (slate.children.length > 1) Transforms.removeNodes(slate, { at: [1] });
    Transforms.delete(slate, { at: Editor.range(slate, []) });
    if (text) Transforms.insertText(slate, text, { at: Editor.start(slate, []) });
    Transforms.select(slate, Editor.end(slate, []));
    slate.history = { undos: [], redos: [] };
  },
};
