import { ContentState, Editor, EditorState } from 'draft-js';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

let draft;

function App() {
  const [state, set] = useState(() => EditorState.createEmpty());
  draft = { state, set };
  const handleKeyCommand = (command, now) => {
    if (command !== 'undo') return 'not-handled';
    set(EditorState.undo(now));
    return 'handled';
  };
  return createElement(Editor, { editorState: state, onChange: set, handleKeyCommand });
}

createRoot(document.getElementById('editor')).render(createElement(App));

window.editor = {
  text: () => draft.state.getCurrentContent().getPlainText('\n'),
  reset(text) {
    const content = ContentState.createFromText(text);
    draft.set(EditorState.moveSelectionToEnd(EditorState.createWithContent(content)));
  },
};
